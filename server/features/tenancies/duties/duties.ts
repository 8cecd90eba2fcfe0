import { milestoneKinds, type MilestoneKind, type Tenancy, type TenancyState } from '#models/tenancies/tenancy.ts'
import type { Writing } from '#models/parts/writing.ts'
import type { Finding, FindingAnswer, Inspection, Proposal } from '#models/tenancies/tenancy-parts.ts'
import { addDays, cityDayOf, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { isDutyDue, numberMilestones, openPause } from '../rules.ts'
import { statesOf, tenancyHasEnded } from '../states.ts'

/** Something that has to be done by a day. `id` names the milestone, finding or inspection. */
export type Duty = {
  what: DutyKind
  dueOn: CityDay
  id?: string
  number?: number
  text?: string
  textZh?: string | null
  writing?: Writing | null
}
export type DutyKind =
  | MilestoneKind
  | 'inspection'
  | 'finding'
  | 'breach'
  | 'pause'
  | 'end'
  | 'leaving'
  | 'renewal'
  | 'proposal'
  | 'appeal'
  | 'exit'
  | 'repairs'

/** Duties of the office; the tenant only has to know of them. */
export const dutiesOfOffice: readonly DutyKind[] = [
  'yearly_assessment',
  'inspection',
  'pause',
  'end',
  'renewal',
  'proposal',
  'appeal',
  'exit',
  'repairs',
]

/**
 * Returns everything open in a tenancy, the first due first. Pure: whether it is overdue depends on the day of asking.
 * Duties that a pause defers are left out while it lasts, and so are those due after the tenant has left. An ended tenancy
 * only has duties about its premises, an anonymised one none.
 */
export function dutiesOf(tenancy: Tenancy): Duty[] {
  if (tenancy.anonymisedAt) return []
  if (tenancyHasEnded(tenancy.state)) return dutiesAfterEnd(tenancy)
  return [...milestoneDuties(tenancy), ...inspectionDuties(tenancy), ...endDuties(tenancy)].sort((a, b) =>
    a.dueOn.localeCompare(b.dueOn),
  )
}

/** Days ahead within which a duty counts as near. */
const upcomingDays = 30

/**
 * Returns the duties to show at the top of a page: all that are overdue or near, otherwise only the first. `duties` must be
 * sorted by day.
 */
export function upcomingDuties(duties: readonly Duty[], today: CityDay): Duty[] {
  const near = duties.filter(({ dueOn }) => daysBetween(today, dueOn) <= upcomingDays)
  return near.length > 0 ? near : duties.slice(0, 1)
}

/** Checks whether a duty is an obligation with a day of its own from the handover on. */
export const isMilestone = (what: DutyKind): boolean => (milestoneKinds as readonly DutyKind[]).includes(what)

function dutiesAfterEnd({ state, stateSince, exit }: Tenancy): Duty[] {
  if (state === 'terminated' && !exit) return [{ what: 'exit', dueOn: cityDayOf(stateSince) }]
  return exit?.needsWork && !exit.relistedOn ? [{ what: 'repairs', dueOn: exit.on }] : []
}

const milestoneDuties = (tenancy: Tenancy): Duty[] =>
  numberMilestones(tenancy.milestones)
    .filter(milestone => isDutyDue(milestone, tenancy))
    .map(({ kind, dueOn, id, number }) => ({ what: kind, dueOn, id, number }))

function inspectionDuties({ inspections, breach }: Tenancy): Duty[] {
  const planned = inspections
    .filter(({ state }) => state === 'planned')
    .map(({ _id, on }): Duty => ({ what: 'inspection', dueOn: on, id: _id.toHexString() }))
  const findings = openFindings(inspections).map(({ _id, cureBy, text, textZh = null, writing = null }): Duty => ({
    what: 'finding',
    dueOn: cureBy,
    id: _id.toHexString(),
    text,
    textZh,
    writing,
  }))
  return [...planned, ...findings, ...(breach ? [{ what: 'breach' as const, dueOn: breach.cureBy }] : [])]
}

export const openFindings = (inspections: readonly Inspection[]): Finding[] =>
  inspections.flatMap(({ findings }) => findings.filter(({ curedOn }) => !curedOn))

/** Returns the tenant's answers to open findings that no officer has marked as read, in the order of the inspections. */
export const unreadAnswers = ({ inspections }: Tenancy): { finding: Finding; answer: FindingAnswer }[] =>
  openFindings(inspections).flatMap(finding =>
    (finding.answers ?? []).filter(({ readAt }) => !readAt).map(answer => ({ finding, answer })),
  )

/** States in which the office can answer a letter about the renewal. The letter may come earlier. */
export const answerableStates: readonly TenancyState[] = statesOf('renewal')
/** Days in which the office has to answer it. */
const renewalAnswerDays = 14
type RenewalContext = Pick<Tenancy, 'state' | 'stateSince' | 'renewal' | 'proposal' | 'termination'>

/**
 * Returns the day by which the office has to answer the letter about the renewal, counted from the day on which it can. Null
 * when there is no letter to answer, or when a proposal or a termination has to be decided first (a proposal is the answer
 * on its way, unless it only corrects the party).
 */
export function renewalDueOn({ state, stateSince, renewal, proposal, termination }: RenewalContext): CityDay | null {
  const isAnswered = renewal?.decidedAt || (proposal && proposal.act !== 'party') || termination
  if (!renewal || isAnswered || !answerableStates.includes(state)) return null
  return addDays(cityDayOf(renewal.at > stateSince ? renewal.at : stateSince), renewalAnswerDays)
}

/** Days for the second person to confirm a proposal, and for the answer to an appeal. */
const proposalDays = 3
const appealDays = 7
export const proposalDueOn = ({ at }: Pick<Proposal, 'at'>): CityDay => addDays(cityDayOf(at), proposalDays)
export const appealDueOn = ({ at }: { at: Date }): CityDay => addDays(cityDayOf(at), appealDays)

function endDuties(tenancy: Tenancy): Duty[] {
  const { state, rentFreeUntil, leavesOn, pauses, proposal, termination } = tenancy
  const planned = openPause(pauses)?.plannedTo
  const renewalDue = renewalDueOn(tenancy)
  return [
    ...(state === 'notice' && leavesOn ? [{ what: 'leaving' as const, dueOn: leavesOn }] : []),
    ...(renewalDue ? [{ what: 'renewal' as const, dueOn: renewalDue }] : []),
    ...(proposal ? [{ what: 'proposal' as const, dueOn: proposalDueOn(proposal) }] : []),
    ...(termination?.appeal && !termination.appeal.answeredAt
      ? [{ what: 'appeal' as const, dueOn: appealDueOn(termination.appeal) }]
      : []),
    ...(planned ? [{ what: 'pause' as const, dueOn: planned }] : []),
    ...(endsByItself.includes(state) ? [{ what: 'end' as const, dueOn: rentFreeUntil }] : []),
  ]
}

const endsByItself: readonly Tenancy['state'][] = ['handover', 'fit_out', 'trading', 'expiring', 'renewed']

/** Returns the day of the first duty, for the index of the board; null when nothing is open. */
export const nextDueOn = (tenancy: Tenancy): CityDay | null => dutiesOf(tenancy)[0]?.dueOn ?? null

/** Days that the board looks ahead, today included. */
const boardDays = 7
export const boardHorizon = (today: CityDay): CityDay => addDays(today, boardDays - 1)
