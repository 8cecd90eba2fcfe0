import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { candidatesFor, panelStates } from '#features/cases/review/panel.ts'
import { counted, rubricOf, scoresMissing } from '#features/cases/review/rubric.ts'
import type { ActionView } from '#features/cases/desk/actions-view.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

export type HandlingView = {
  assignee: string
  members: { name: string; state: string; done: boolean }[]
  panel: string
  /** Who could score it is nobody any more. */
  nobody: string | null
  actions: ActionView[]
}

/** Who handles a case, and how far its panel is. Scores are not shown here. */
export function handlingView(
  { t }: DeskReader,
  { application, officers }: CaseFile,
  { actions, assignee }: { actions: readonly ActionView[]; assignee: string | undefined },
): HandlingView {
  const scored = counted(application)
  const seated = (application.panel ?? []).map(({ id, name }) => ({ id, name }))
  const others = scored.filter(({ reviewer }) => !seated.some(({ id }) => id === reviewer))
  const members = [...seated, ...others.map(({ reviewer, reviewerName }) => ({ id: reviewer, name: reviewerName }))]
  const missing = scoresMissing(application)
  const able = candidatesFor(application, officers).length
  return {
    assignee: assignee ?? t('case.queue.unassigned'),
    members: members.map(({ id, name }) => {
      const done = scored.some(({ reviewer }) => reviewer === id)
      return { name, done, state: t(done ? 'case.handling.scored' : 'case.handling.not-scored') }
    }),
    panel: t('case.handling.panel-of', { size: rubricOf(application).panelSize, scored: scored.length }),
    nobody:
      panelStates.includes(application.state) && missing > seated.length - scored.length + able && able === 0
        ? t('case.handling.nobody')
        : null,
    actions: actions.filter(({ place }) => place === 'handling'),
  }
}
