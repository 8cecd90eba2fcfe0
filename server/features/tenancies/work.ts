import { trusted } from 'mongoose'
import { endedTenancyStates, liveTenancyStates, TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { dayWithin, workFrom } from '#outside/database/work-query.ts'
import type { Span, WorkItem, WorkSource } from '#shared/work.ts'
import {
  answerableStates,
  appealDueOn,
  dutiesOf,
  proposalDueOn,
  renewalDueOn,
  unreadAnswers,
  type Duty,
} from './duties/duties.ts'
import { lateMilestones } from './rules.ts'
import type { Deps } from './ports.ts'
import { theirs } from './theirs.ts'

const fields = {
  premises: 1,
  reference: 1,
  state: 1,
  stateSince: 1,
  milestones: 1,
  inspections: 1,
  breach: 1,
  rentFreeUntil: 1,
  leavesOn: 1,
  pauses: 1,
  renewal: 1,
  proposal: 1,
  termination: 1,
  anonymisedAt: 1,
  unreadReports: 1,
  exit: 1,
  nextDueOn: 1,
} as const

/** The form with which a duty is done, below the tenancy's page. */
const forms: Partial<Record<Duty['what'], string>> = {
  breach: '/cured',
  pause: '/resume',
  leaving: '/exit',
  renewal: '/renewal',
  appeal: '/appeal',
  exit: '/exit',
  repairs: '/relist',
}

function placeOf({ what, id }: Duty): string {
  if (what === 'inspection') return `/inspections/${id ?? ''}`
  if (what === 'finding') return `/findings/${id ?? ''}`
  return forms[what] ?? (id ? `/milestones/${id}` : '')
}

/**
 * A tenancy by its first duty, with how many more are due within the span; that its rent-free time is over is said by itself.
 * What is due later stands on its page.
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
    path: `/tenancies/${tenancy._id.toHexString()}${duty ? placeOf(duty) : ''}`,
  }
}

/** Work of one kind, of whole tenancies. */
const source = (
  told: Omit<WorkSource, 'list' | 'count'>,
  asked: Omit<Parameters<typeof workFrom<Tenancy>>[1], 'fields'>,
): WorkSource => ({ ...told, ...workFrom<Tenancy>(TenancyModel, { ...asked, fields: { ...fields } }) })

const officers = { roles: ['reviewer', 'decider'] } as const
/** What has no day stands in these. */
const sometime = { bands: ['week'], undated: 'week' } as const
const atOnce = { bands: ['today'], undated: 'today' } as const

const live = trusted({ $in: [...liveTenancyStates] })

type Step = (tenancy: Tenancy, span: Span) => Pick<WorkItem, 'dueOn' | 'step' | 'also'> & { part: string }

/** A tenancy by one thing that is to be done in it. */
const itemBy =
  (step: Step) =>
  (tenancy: Tenancy, span: Span): WorkItem => {
    const { part, ...rest } = step(tenancy, span)
    const path = `/tenancies/${tenancy._id.toHexString()}${part}`
    return { about: tenancy.premises, more: tenancy.reference, ...rest, path }
  }

/** Reports that have not come, the first with the way to it. */
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

/** As `lateMilestones` has it. */
const owedReports = ({ to = '' }: Span) => ({
  $filter: {
    input: '$milestones',
    as: 'one',
    cond: {
      $and: [
        { $eq: ['$$one.kind', 'quarterly_report'] },
        { $not: ['$$one.doneOn'] },
        { $lt: ['$$one.dueOn', to] },
        // While a pause lasts, a report is missing only if it was due before the pause, which is the last one.
        { $or: [{ $ne: ['$state', 'suspended'] }, { $lt: ['$$one.dueOn', { $last: '$pauses.from' }] }] },
        { $or: [{ $ne: ['$state', 'notice'] }, { $lte: ['$$one.dueOn', { $ifNull: ['$leavesOn', '9999'] }] }] },
      ],
    },
  },
})
const oldestOwedReport = (span: Span) => ({
  $min: { $map: { input: owedReports(span), as: 'report', in: '$$report.dueOn' } },
})

const sentReport: Step = ({ unreadReports }) => {
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
    step: { key: 'work.finding-answer', gaps: { finding: first?.finding.text ?? '' } },
    also: count > 0 ? [{ step: { key: 'work.more', gaps: { count } }, dueOn: null }] : [],
    dueOn: null,
    part: '/answers-read',
  }
}

/** An answer that nobody has read, to a finding that is open. */
const unreadAnswer = {
  findings: trusted({
    $elemMatch: { curedOn: null, answers: trusted({ $elemMatch: { readAt: null } }) },
  }),
}

const renewalLetter: Step = tenancy => ({
  step: { key: 'tenancy.duty.renewal' },
  dueOn: renewalDueOn(tenancy),
  part: '/renewal',
})

/** What tenants owe and send, each by itself: reports that are late, reports and answers to read, letters about renewal to answer. */
const reportsAndLetters: readonly WorkSource[] = [
  source(
    { kind: 'overdue-reports', heading: 'work.overdue-reports', ...officers, bands: ['today'] },
    {
      filter: (_colleague, span) => ({
        state: live,
        milestones: trusted({ $elemMatch: { kind: 'quarterly_report', doneOn: null, dueOn: { $lt: span.to ?? '' } } }),
        $expr: trusted({ $gt: [{ $size: owedReports(span) }, 0] }),
      }),
      order: oldestOwedReport,
      sort: { _id: 1 },
      item: itemBy(lateReports),
    },
  ),
  source(
    { kind: 'sent-reports', heading: 'work.sent-reports', ...officers, ...sometime },
    {
      filter: () => ({ state: live, 'unreadReports.0': trusted({ $exists: true }) }),
      sort: { nextDueOn: 1 },
      item: itemBy(sentReport),
    },
  ),
  source(
    { kind: 'finding-answers', heading: 'work.finding-answers', ...officers, ...sometime },
    {
      filter: () => ({ state: live, inspections: trusted({ $elemMatch: unreadAnswer }) }),
      sort: { nextDueOn: 1 },
      item: itemBy(answer),
    },
  ),
  source(
    { kind: 'renewal-requests', heading: 'work.renewal-requests', ...officers, ...sometime },
    {
      // As `renewalDueOn` has it.
      filter: () => ({
        state: trusted({ $in: [...answerableStates] }),
        'renewal.at': trusted({ $type: 'date' as const }),
        'renewal.decidedAt': null,
        proposal: null,
        termination: null,
      }),
      // As `renewalDueOn` counts it.
      order: () => ({ $max: ['$renewal.at', '$stateSince'] }),
      sort: { _id: 1 },
      item: itemBy(renewalLetter),
    },
  ),
]

const proposed: Step = ({ proposal }) => ({
  step: { key: 'tenancy.duty.proposal' },
  dueOn: proposal ? proposalDueOn(proposal) : null,
  part: '/confirm',
})

const appealed: Step = ({ termination }) => ({
  step: { key: 'tenancy.duty.appeal' },
  dueOn: termination?.appeal ? appealDueOn(termination.appeal) : null,
  part: '/appeal',
})

/** The last decision to terminate is neither confirmed nor proposed by this colleague, as the table wants it of an answer. */
const decidedByOthersThan = (id: string) => ({
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

/** What only a decider can do (ADR 71). By itself, for whoever is behind with something has a duty that is due before it. */
const forDeciders: readonly WorkSource[] = [
  source(
    { kind: 'tenancy-proposals', heading: 'work.tenancy-proposals', roles: ['decider'], ...atOnce },
    {
      filter: ({ id }) => ({
        state: live,
        'proposal.at': trusted({ $type: 'date' as const }),
        'proposal.by.id': trusted({ $ne: id }),
      }),
      sort: { 'proposal.at': 1 },
      item: itemBy(proposed),
    },
  ),
  source(
    { kind: 'appeals', heading: 'work.appeals', roles: ['decider'], ...atOnce },
    {
      filter: ({ id }) => ({
        state: live,
        'termination.appeal.at': trusted({ $type: 'date' as const }),
        ...decidedByOthersThan(id),
      }),
      sort: { 'termination.appeal.at': 1 },
      item: itemBy(appealed),
    },
  ),
]

const ended = trusted({ $in: [...endedTenancyStates] })

/** What waits in tenancies, by `duties.ts`. */
export const tenancyWork = ({ premises }: Pick<Deps, 'premises'>): readonly WorkSource[] => [
  ...forDeciders,
  source(
    { kind: 'duties', heading: 'work.duties', ...officers, bands: ['today', 'week'] },
    {
      // What is left of an ended tenancy once its exit is recorded is the listing manager's.
      filter: (_colleague, span) => ({
        nextDueOn: trusted({ $type: 'string', ...dayWithin(span) }),
        'exit.needsWork': trusted({ $ne: true }),
      }),
      sort: { nextDueOn: 1 },
      hint: 'nextDueOn_1',
      item: itemOf,
    },
  ),
  ...reportsAndLetters,
  source(
    { kind: 'repairs', heading: 'work.repairs', roles: ['listing_manager'], ...sometime },
    {
      filter: async colleague => ({
        ...theirs(await premises.reachOf(colleague)),
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
