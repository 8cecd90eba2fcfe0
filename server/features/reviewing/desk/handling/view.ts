import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { candidatesFor, panelStates, presentAmong } from '#features/cases/review/panel.ts'
import { countedAssessments, rubricOf, scoresMissing } from '#features/cases/review/rubric.ts'
import type { ActionView } from '#features/cases/desk/actions-view.ts'
import { nameWithAway } from '#web/pages/absence.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

export type HandlingView = {
  assignee: string
  members: { name: string; state: string; done: boolean }[]
  panel: string
  /** Warning that nobody is left who could score the case. */
  nobody: string | null
  actions: ActionView[]
  /** Whether it is unfolded: somebody has to be found, or a form was refused. */
  open: boolean
}

/** Returns the assignee of a case and the progress of its panel. Does not contain scores. */
export function handlingView(
  reader: DeskReader,
  { application, officers }: CaseFile,
  { actions, assignee }: { actions: readonly ActionView[]; assignee: string | undefined },
): HandlingView {
  const { t } = reader
  const scored = countedAssessments(application)
  const awayOf = (id: string | undefined) => officers.find(one => one.id === id)?.away
  const seated = (application.panel ?? []).map(({ id, name }) => ({ id, name }))
  const others = scored.filter(({ reviewer }) => !seated.some(({ id }) => id === reviewer))
  const members = [...seated, ...others.map(({ reviewer, reviewerName }) => ({ id: reviewer, name: reviewerName }))]
  const missing = scoresMissing(application)
  const able = presentAmong(candidatesFor(application, officers)).length
  const here = actions.filter(({ place }) => place === 'handling')
  const nobody = panelStates.includes(application.state) && missing > seated.length - scored.length + able && able === 0
  return {
    assignee: assignee
      ? nameWithAway(reader, assignee, awayOf(application.assignee?.toHexString()))
      : t('case.queue.unassigned'),
    members: members.map(({ id, name }) => {
      const done = scored.some(({ reviewer }) => reviewer === id)
      return {
        name: nameWithAway(reader, name, awayOf(id)),
        done,
        state: t(done ? 'case.handling.scored' : 'case.handling.not-scored'),
      }
    }),
    panel: t('case.handling.panel-of', { size: rubricOf(application).panelSize, scored: scored.length }),
    nobody: nobody ? t('case.handling.nobody') : null,
    actions: here,
    open: nobody || here.some(({ open }) => open),
  }
}
