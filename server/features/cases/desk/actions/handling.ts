import type { Application } from '#models/cases/application.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import {
  candidatesFor,
  conflictedIn,
  freeSeats,
  loadOf,
  panelStates,
  type Officer,
} from '#features/cases/review/panel.ts'
import { holderOf } from '#features/cases/review/staffing.ts'
import { countedAssessments } from '#features/cases/review/rubric.ts'
import { hasEnded, isUnderReview, type Actor } from '#features/cases/states.ts'
import { nameWithAway } from '#web/pages/absence.ts'
import type { DeskReader } from '../labels.ts'
import type { ActionSpec } from './action.ts'
import { field, select, type ActionContext, type ActionForm } from './form-parts.ts'

const isOfTheStaff = ({ kind }: Actor): boolean => kind === 'reviewer' || kind === 'decider' || kind === 'administrator'
const isLive = ({ application }: CaseFile, actor: Actor): boolean => isOfTheStaff(actor) && !hasEnded(application.state)
const hasRoom = ({ application }: CaseFile, actor: Actor): boolean =>
  isOfTheStaff(actor) && panelStates.includes(application.state) && freeSeats(application) > 0

const panelFull = (application: Application) => (freeSeats(application) === 0 ? 'case.refused.panel-full' : null)

/** Actions that say who handles the case and who assesses it. */
export const handlingActions = [
  {
    name: 'assign',
    place: 'handling',
    isOpen: isLive,
    beforeDeclaration: true,
    form: making => ({ ...heldBy(making), select: select(making, 'officer', { options: assignable(making) }) }),
  },
  {
    name: 'assign-least',
    place: 'handling',
    isOpen: isLive,
    beforeDeclaration: true,
    bare: true,
    form: heldBy,
  },
  {
    name: 'seat',
    place: 'handling',
    isOpen: hasRoom,
    refusal: panelFull,
    beforeDeclaration: true,
    form: making => ({
      select: select(making, 'reviewer', {
        options: candidatesFor(making.file.application, making.file.officers).map(optionOf(making.reader)),
      }),
    }),
  },
  {
    name: 'fill-panel',
    place: 'handling',
    isOpen: hasRoom,
    refusal: panelFull,
    beforeDeclaration: true,
    bare: true,
  },
  {
    name: 'unseat',
    place: 'handling',
    isOpen: (file, actor) =>
      isOfTheStaff(actor) && panelStates.includes(file.application.state) && awaitedReviewers(file).length > 0,
    beforeDeclaration: true,
    form: making => ({
      select: select(making, 'member', {
        options: awaitedReviewers(making.file).map(({ id, name }) => ({ value: id, label: name })),
      }),
    }),
  },
  {
    name: 'conflict',
    place: 'handling',
    // Not offered in the states in which `declaration` is, because that serves the same purpose.
    isOpen: ({ application: { state } }, { kind }) =>
      (kind === 'reviewer' && !isUnderReview(state) && !hasEnded(state)) ||
      (kind === 'decider' && state !== 'decision' && !hasEnded(state)),
    form: making => ({ fields: [field(making, 'conflictNote', { several: true, rows: 2 })] }),
    danger: true,
  },
] as const satisfies readonly ActionSpec[]

/** Returns the members of the panel who have not given scores. */
function awaitedReviewers({ application }: CaseFile) {
  const scored = countedAssessments(application).map(({ reviewer }) => reviewer)
  return (application.panel ?? []).filter(({ id }) => !scored.includes(id))
}

/** Says who has the case, so that it is taken from nobody who has got it since. */
function heldBy({ file }: ActionContext): Partial<ActionForm> {
  return { hidden: [{ name: 'from', value: holderOf(file.application) }] }
}

function assignable({ reader, file: { application, officers } }: ActionContext) {
  const out = conflictedIn(application)
  const present = application.assignee?.toHexString()
  return officers.filter(({ id }) => !out.includes(id) && id !== present).map(optionOf(reader))
}

const optionOf = (reader: DeskReader) => (officer: Officer) => ({
  value: officer.id,
  label: reader.t('case.handling.load', {
    name: nameWithAway(reader, officer.name, officer.away),
    role: reader.t(`case.actor.${officer.role as 'reviewer' | 'decider'}`),
    total: formatNumber(reader.locale, loadOf(officer)),
    cases: officer.cases,
    reviews: officer.reviews,
  }),
})
