import { trusted } from 'mongoose'
import { endedTenancyStates, type Tenancy } from '#models/tenancies/tenancy.ts'
import { dayFilter } from '#outside/database/work-query.ts'
import type { Span, WorkItem, WorkSource } from '#shared/work.ts'
import { earlierEndsWork } from './earlier/ends.ts'
import { appealDueOn, dutiesOf, proposalDueOn, renewalDueOn, unreadAnswers, type Duty } from './duties/duties.ts'
import { reportedDutyOf, unreadDutyReports } from './duties/duty-reports.ts'
import type { Deps } from './ports.ts'
import { visibleTo } from './records.ts'
import { lateMilestones } from './rules.ts'
import {
  withAppeal,
  withProposal,
  renewalRequestFilter,
  lateReportsExpression,
  lateReportsFilter,
  withSentReports,
  withUnreadAnswers,
  withUnreadDutyReports,
} from './work/waiting.ts'
import {
  toWorkItemBy,
  liveStates,
  officerRoles,
  undatedThisWeek,
  createTenancySource,
  type Step,
} from './work/source.ts'

/** Path of the form for a duty, below the page of the tenancy. */
const forms: Partial<Record<Duty['what'], string>> = {
  breach: '/cured',
  pause: '/resume',
  leaving: '/exit',
  renewal: '/renewal',
  appeal: '/appeal',
  exit: '/exit',
  repairs: '/relist',
}

function dutyPathOf({ what, id }: Duty): string {
  if (what === 'inspection') return `/inspections/${id ?? ''}`
  if (what === 'finding') return `/findings/${id ?? ''}`
  return forms[what] ?? (id ? `/milestones/${id}` : '')
}

/**
 * Returns a tenancy as an item of work: its first duty and the number of others due within the span. The rent-free end is a
 * line of its own in the item. Later duties are only on the page of the tenancy.
 */
function itemOf(tenancy: Tenancy, { to = '' }: Span): WorkItem {
  const [duty, ...others] = dutiesOf(tenancy)
  const due = others.filter(({ dueOn }) => dueOn <= to)
  const ends = due.filter(({ what }) => what === 'end')
  const count = due.length - ends.length
  return {
    about: tenancy.premises,
    more: tenancy.reference,
    step: { key: duty ? `tenancy.duty.${duty.what}` : 'work.duties', gaps: { number: duty?.number ?? 0 } },
    also: [
      ...(count > 0 ? [{ step: { key: 'work.more' as const, gaps: { count } }, dueOn: null }] : []),
      ...ends.map(({ dueOn }) => ({ step: { key: 'tenancy.duty.end' as const }, dueOn })),
    ],
    dueOn: tenancy.nextDueOn ?? null,
    path: `/tenancies/${tenancy._id.toHexString()}${duty ? dutyPathOf(duty) : ''}`,
  }
}

const dueToday = { bands: ['today'], undated: 'today' } as const

const proposalStep: Step = ({ proposal }) => ({
  step: { key: 'tenancy.duty.proposal' },
  dueOn: proposal ? proposalDueOn(proposal) : null,
  part: '/confirm',
})

const appealStep: Step = ({ termination }) => ({
  step: { key: 'tenancy.duty.appeal' },
  dueOn: termination?.appeal ? appealDueOn(termination.appeal) : null,
  part: '/appeal',
})

/**
 * Returns the condition that this colleague neither confirmed nor proposed the last decision to terminate; the table
 * requires the same for an answer.
 */
const notDecidedBy = (id: string) => ({
  $expr: trusted({
    $let: {
      vars: {
        decision: {
          $last: {
            $filter: { input: '$events', as: 'one', cond: { $eq: ['$$one.kind', 'termination-decided'] } },
          },
        },
      },
      in: { $and: [{ $ne: ['$$decision.by.id', id] }, { $ne: ['$$decision.person.id', id] }] },
    },
  }),
})

/** Work that only deciders can do (ADR 71). Listed separately, because a tenancy that is behind has a duty due before it. */
const deciderWork: readonly WorkSource[] = [
  createTenancySource(
    { kind: 'tenancy-proposals', heading: 'work.tenancy-proposals', roles: ['decider'], ...dueToday },
    {
      filter: ({ id }) => ({
        // The names of the party are corrected after the end too.
        $or: [{ state: liveStates }, { 'proposal.act': 'party' }],
        ...withProposal,
        'proposal.by.id': trusted({ $ne: id }),
      }),
      sort: { 'proposal.at': 1 },
      item: toWorkItemBy(proposalStep),
    },
  ),
  createTenancySource(
    { kind: 'appeals', heading: 'work.appeals', roles: ['decider'], ...dueToday },
    {
      filter: ({ id }) => ({
        state: liveStates,
        ...withAppeal,
        ...notDecidedBy(id),
      }),
      sort: { 'termination.appeal.at': 1 },
      item: toWorkItemBy(appealStep),
    },
  ),
]

const ended = trusted({ $in: [...endedTenancyStates] })

/** Work in tenancies, by `duties.ts`. */
export const tenancyWork = ({ premises }: Pick<Deps, 'premises'>): readonly WorkSource[] => [
  ...deciderWork,
  createTenancySource(
    { kind: 'duties', heading: 'work.duties', ...officerRoles, bands: ['today', 'week'] },
    {
      // The repairs left after an exit inspection are the work of the listing manager.
      filter: (_colleague, span) => ({
        nextDueOn: trusted({ $type: 'string', ...dayFilter(span) }),
        'exit.needsWork': trusted({ $ne: true }),
      }),
      sort: { nextDueOn: 1 },
      hint: 'nextDueOn_1',
      item: itemOf,
    },
  ),
  ...reportsAndLetters,
  earlierEndsWork({ premises }),
  createTenancySource(
    { kind: 'repairs', heading: 'work.repairs', roles: ['listing_manager'], ...undatedThisWeek },
    {
      filter: async colleague => ({
        ...visibleTo(await premises.reachOf(colleague)),
        nextDueOn: trusted({ $type: 'string' }),
        state: ended,
        'exit.needsWork': true,
      }),
      sort: { nextDueOn: 1 },
      hint: 'nextDueOn_1',
      item: itemOf,
    },
  ),
]

/** Returns the first duty that the tenant has reported as done, with a link to where an officer marks it. */
const reportedDutyStep: Step = tenancy => {
  const [first, ...others] = [...new Set(unreadDutyReports(tenancy).map(({ duty }) => duty))]
  const kind = first && reportedDutyOf(tenancy, first)
  const count = others.length
  return {
    step: kind ? { key: `tenancy.duty.${kind}` } : { key: 'work.duty-reports' },
    also: count > 0 ? [{ step: { key: 'work.more', gaps: { count } }, dueOn: null }] : [],
    dueOn: null,
    part: first ? reportPath(tenancy, first) : '',
  }
}

/** In the state before the opening, recording it also opens the shop. */
function reportPath({ state }: Tenancy, duty: string): string {
  if (duty === 'breach') return '/cured'
  return duty === 'opening-1' && state === 'fit_out' ? '/opening' : `/milestones/${duty}`
}

/** Returns the late reports, with a link to the first. */
const lateReports: Step = (tenancy, { to = '' }) => {
  const late = lateMilestones(tenancy, to).filter(({ kind }) => kind === 'quarterly_report')
  const [first, ...others] = late.sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  if (!first) return { step: { key: 'work.overdue-reports' }, dueOn: null, part: '' }
  const { number, dueOn, id } = first
  const step =
    others.length > 0
      ? { key: 'work.reports-late' as const, gaps: { count: late.length, day: { day: dueOn } } }
      : { key: 'tenancy.duty.quarterly_report' as const, gaps: { number } }
  return { step, dueOn, part: `/milestones/${id}` }
}

const oldestDueReport = (span: Span) => ({
  $min: { $map: { input: lateReportsExpression(span.to ?? ''), as: 'report', in: '$$report.dueOn' } },
})

const sentReportStep: Step = ({ unreadReports }) => {
  const [number = 0, ...others] = unreadReports ?? []
  const count = others.length + 1
  const step =
    count > 1
      ? { key: 'work.reports-sent' as const, gaps: { count } }
      : { key: 'work.report-sent' as const, gaps: { number } }
  return { step, dueOn: null, part: '/reports-read' }
}

const answer: Step = tenancy => {
  const [first, ...others] = unreadAnswers(tenancy)
  const count = others.length
  return {
    step: { key: 'work.finding-answer', gaps: { finding: first?.finding ?? '' } },
    also: count > 0 ? [{ step: { key: 'work.more', gaps: { count } }, dueOn: null }] : [],
    dueOn: null,
    part: '/answers-read',
  }
}

const renewalLetterStep: Step = tenancy => ({
  step: { key: 'tenancy.duty.renewal' },
  dueOn: renewalDueOn(tenancy),
  part: '/renewal',
})

/**
 * Work with what tenants owe and send, each kind listed separately: late reports, unread reports and answers, and letters
 * about the renewal.
 */
const reportsAndLetters: readonly WorkSource[] = [
  createTenancySource(
    { kind: 'overdue-reports', heading: 'work.overdue-reports', ...officerRoles, bands: ['today'] },
    {
      filter: (_colleague, span) => ({ state: liveStates, ...lateReportsFilter(span.to ?? '') }),
      order: oldestDueReport,
      sort: { _id: 1 },
      item: toWorkItemBy(lateReports),
    },
  ),
  createTenancySource(
    { kind: 'sent-reports', heading: 'work.sent-reports', ...officerRoles, ...undatedThisWeek },
    {
      filter: () => ({ state: liveStates, ...withSentReports }),
      sort: { nextDueOn: 1 },
      item: toWorkItemBy(sentReportStep),
    },
  ),
  createTenancySource(
    { kind: 'duty-reports', heading: 'work.duty-reports', ...officerRoles, ...undatedThisWeek },
    {
      filter: () => ({ state: liveStates, ...withUnreadDutyReports }),
      sort: { nextDueOn: 1 },
      item: toWorkItemBy(reportedDutyStep),
    },
  ),
  createTenancySource(
    { kind: 'finding-answers', heading: 'work.finding-answers', ...officerRoles, ...undatedThisWeek },
    {
      filter: () => ({ state: liveStates, ...withUnreadAnswers }),
      sort: { nextDueOn: 1 },
      item: toWorkItemBy(answer),
    },
  ),
  createTenancySource(
    { kind: 'renewal-requests', heading: 'work.renewal-requests', ...officerRoles, ...undatedThisWeek },
    {
      filter: () => renewalRequestFilter,
      // Counted as in `renewalDueOn`.
      order: () => ({ $max: ['$renewal.at', '$stateSince'] }),
      sort: { _id: 1 },
      item: toWorkItemBy(renewalLetterStep),
    },
  ),
]
