import type { Span, WorkSource } from '#shared/work.ts'
import { renewalDueOn, unreadAnswers } from '../duties/duties.ts'
import { lateMilestones } from '../rules.ts'
import { itemBy, live, officers, sometime, source, type Step } from './source.ts'
import { askingForRenewal, owedReports, owingReports, withSentReports, withUnreadAnswers } from './waiting.ts'

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

const oldestOwedReport = (span: Span) => ({
  $min: { $map: { input: owedReports(span.to ?? ''), as: 'report', in: '$$report.dueOn' } },
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
    step: { key: 'work.finding-answer', gaps: { finding: first?.finding ?? '' } },
    also: count > 0 ? [{ step: { key: 'work.more', gaps: { count } }, dueOn: null }] : [],
    dueOn: null,
    part: '/answers-read',
  }
}

const renewalLetter: Step = tenancy => ({
  step: { key: 'tenancy.duty.renewal' },
  dueOn: renewalDueOn(tenancy),
  part: '/renewal',
})

/**
 * Work with what tenants owe and send, each kind listed separately: late reports, unread reports and answers, and letters
 * about the renewal.
 */
export const reportsAndLetters: readonly WorkSource[] = [
  source(
    { kind: 'overdue-reports', heading: 'work.overdue-reports', ...officers, bands: ['today'] },
    {
      filter: (_colleague, span) => ({ state: live, ...owingReports(span.to ?? '') }),
      order: oldestOwedReport,
      sort: { _id: 1 },
      item: itemBy(lateReports),
    },
  ),
  source(
    { kind: 'sent-reports', heading: 'work.sent-reports', ...officers, ...sometime },
    {
      filter: () => ({ state: live, ...withSentReports }),
      sort: { nextDueOn: 1 },
      item: itemBy(sentReport),
    },
  ),
  source(
    { kind: 'finding-answers', heading: 'work.finding-answers', ...officers, ...sometime },
    {
      filter: () => ({ state: live, ...withUnreadAnswers }),
      sort: { nextDueOn: 1 },
      item: itemBy(answer),
    },
  ),
  source(
    { kind: 'renewal-requests', heading: 'work.renewal-requests', ...officers, ...sometime },
    {
      filter: () => askingForRenewal,
      // Counted as in `renewalDueOn`.
      order: () => ({ $max: ['$renewal.at', '$stateSince'] }),
      sort: { _id: 1 },
      item: itemBy(renewalLetter),
    },
  ),
]
