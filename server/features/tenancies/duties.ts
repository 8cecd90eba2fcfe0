import type { Tenancy } from '#models/tenancy.ts'
import type { Finding, FindingAnswer, Inspection, Proposal, RenewalRequest } from '#models/parts/tenancy-parts.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/city-day.ts'
import { isOwed, numbered, openPause } from './rules.ts'
import { tenancyHasEnded } from './states.ts'

/** What somebody has to do by a day. `id` names the milestone, finding or inspection. */
export type Duty = { what: DutyKind; dueOn: CityDay; id?: string; number?: number; text?: string }
export type DutyKind =
  | 'licence'
  | 'opening'
  | 'quarterly_report'
  | 'yearly_assessment'
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

/** Those that the office does; the tenant only has to know of them. */
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
 * Everything open in a tenancy, the first due first. Pure: what is overdue is for the day of asking to say. What a pause
 * defers is nobody's duty while it lasts, nor is what would be due after the tenant has left. Of a tenancy that has ended only the premises is left to be seen to, and of one
 * that was made nameless nothing.
 */
export function dutiesOf(tenancy: Tenancy): Duty[] {
  if (tenancy.anonymisedAt) return []
  if (tenancyHasEnded(tenancy.state)) return dutiesLeft(tenancy)
  return [...milestoneDuties(tenancy), ...inspectionDuties(tenancy), ...endDuties(tenancy)].sort((a, b) =>
    a.dueOn.localeCompare(b.dueOn),
  )
}

function dutiesLeft({ state, stateSince, exit }: Tenancy): Duty[] {
  if (state === 'terminated' && !exit) return [{ what: 'exit', dueOn: cityDayOf(stateSince) }]
  return exit?.needsWork && !exit.relistedOn ? [{ what: 'repairs', dueOn: exit.on }] : []
}

const milestoneDuties = (tenancy: Tenancy): Duty[] =>
  numbered(tenancy.milestones)
    .filter(milestone => isOwed(milestone, tenancy))
    .map(({ kind, dueOn, id, number }) => ({ what: kind, dueOn, id, number }))

function inspectionDuties({ inspections, breach }: Tenancy): Duty[] {
  const planned = inspections
    .filter(({ state }) => state === 'planned')
    .map(({ _id, on }): Duty => ({ what: 'inspection', dueOn: on, id: _id.toHexString() }))
  const findings = openFindings(inspections).map(({ _id, cureBy, text }): Duty => ({
    what: 'finding',
    dueOn: cureBy,
    id: _id.toHexString(),
    text,
  }))
  return [...planned, ...findings, ...(breach ? [{ what: 'breach' as const, dueOn: breach.cureBy }] : [])]
}

export const openFindings = (inspections: readonly Inspection[]): Finding[] =>
  inspections.flatMap(({ findings }) => findings.filter(({ curedOn }) => !curedOn))

/** What the tenant has said of open findings and no officer has marked as read, in the order of the inspections. */
export const unreadAnswers = ({ inspections }: Tenancy): { finding: Finding; answer: FindingAnswer }[] =>
  openFindings(inspections).flatMap(finding =>
    (finding.answers ?? []).filter(({ readAt }) => !readAt).map(answer => ({ finding, answer })),
  )

/** Days in which a letter about the renewal is to be decided. */
const renewalDays = 14
export const renewalDueOn = ({ at }: Pick<RenewalRequest, 'at'>): CityDay => addDays(cityDayOf(at), renewalDays)

/** Days in which the second person confirms, and in which an appeal is answered. */
const [proposalDays, appealDays] = [3, 7]
export const proposalDueOn = ({ at }: Pick<Proposal, 'at'>): CityDay => addDays(cityDayOf(at), proposalDays)
export const appealDueOn = ({ at }: { at: Date }): CityDay => addDays(cityDayOf(at), appealDays)

function endDuties({ state, rentFreeUntil, leavesOn, pauses, renewal, proposal, termination }: Tenancy): Duty[] {
  const planned = openPause(pauses)?.plannedTo
  return [
    ...(state === 'notice' && leavesOn ? [{ what: 'leaving' as const, dueOn: leavesOn }] : []),
    ...(renewal && !renewal.decidedAt ? [{ what: 'renewal' as const, dueOn: renewalDueOn(renewal) }] : []),
    ...(proposal ? [{ what: 'proposal' as const, dueOn: proposalDueOn(proposal) }] : []),
    ...(termination?.appeal && !termination.appeal.answeredAt
      ? [{ what: 'appeal' as const, dueOn: appealDueOn(termination.appeal) }]
      : []),
    ...(planned ? [{ what: 'pause' as const, dueOn: planned }] : []),
    ...(endsByItself.includes(state) ? [{ what: 'end' as const, dueOn: rentFreeUntil }] : []),
  ]
}

const endsByItself: readonly Tenancy['state'][] = ['handover', 'fit_out', 'trading', 'expiring', 'renewed']

/** For the index of the board; null when nothing is open. */
export const nextDueOn = (tenancy: Tenancy): CityDay | null => dutiesOf(tenancy)[0]?.dueOn ?? null

/** How far the board looks ahead, today included. */
const boardDays = 7
export const boardHorizon = (today: CityDay): CityDay => addDays(today, boardDays - 1)
