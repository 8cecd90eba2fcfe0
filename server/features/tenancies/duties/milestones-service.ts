import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { doneBefore } from '#outside/audit.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { changeTenancy, requireOfficer, readTenancy } from '../change.ts'
import type { Deps } from '../ports.ts'
import { numberMilestones, reportOpensOn } from '../rules.ts'
import { tenancyHasEnded, type TenancyActor } from '../states.ts'
import { createDayChecks } from './days.ts'
import { withReadReports } from './duty-reports.ts'

export type ReportAnswers = { turnoverFen: number; foreignJobs: number; localJobs: number; note: string }

/** Milestones of a tenancy: marks them as done or not done, and takes the tenant's reports. */
export function milestonesService({ clock }: Pick<Deps, 'clock'>) {
  const { today, requirePast } = createDayChecks(clock)

  /**
   * Records when a milestone was reached; null removes the date. `milestone` is its id, such as `licence-1`. Recording the same
   * date again changes nothing, for example when a form is sent twice. Throws "stale" when the page showed another date (`shown`,
   * empty for none).
   */
  async function mark(
    id: string,
    actor: TenancyActor,
    {
      milestone: milestoneId,
      doneOn,
      shown,
    }: { milestone: string; doneOn: CityDay | null; shown?: string | undefined },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    requireOfficer(actor)
    requireLive(was)
    if (doneOn) requirePast(doneOn, was)
    const { kind, doneOn: before = null } = find(was, milestoneId)
    if (before === doneOn) return doneBefore(was)
    if (shown !== undefined && shown !== (before ?? '')) throw conflict('error.stale')
    const event = doneOn ? `${kind}-done` : `${kind}-not-done`
    const at = clock.now()
    const read = doneOn ? withReadReports(was, { duty: milestoneId, at }) : {}
    const set = { milestones: markMilestone(was, milestoneId, doneOn), ...read }
    return changeTenancy({ was, kind: event, actor, at, set })
  }

  /** Stores the tenant's quarterly report. A different one sent later corrects the first, which stays on record. */
  async function report(
    id: string,
    actor: TenancyActor,
    { number, ...answers }: ReportAnswers & { number: number },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'applicant') throw conflict('tenancy.refused.not-yours')
    requireLive(was)
    const reportId = `quarterly_report-${number}`
    const { dueOn, doneOn } = find(was, reportId)
    if (today() < reportOpensOn(dueOn)) throw conflict('tenancy.report-early')
    const last = was.reports.findLast(sent => sent.number === number)
    if (last && doneOn && isSameReport(last, answers)) return was
    const kind = doneOn ? 'report-corrected' : 'report-sent'
    const set = {
      milestones: doneOn ? was.milestones : markMilestone(was, reportId, today()),
      unreadReports: [...new Set([...(was.unreadReports ?? []), number])],
      reports: [...was.reports, { ...answers, number, at: clock.now() } as Tenancy['reports'][number]],
    }
    return changeTenancy({ was, kind, actor, at: clock.now(), set })
  }

  /**
   * Marks the tenant's reports as read by an officer, which removes them from the desk. Those that came after the first `shown`
   * ones, which the officer's page was made from, stay unread, also when they correct an earlier one. Without `shown`, all
   * count as read. Reports that are read already stay so, as when the form is sent twice.
   */
  async function readReports(
    id: string,
    actor: TenancyActor,
    { shown }: { shown?: number | undefined } = {},
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    requireOfficer(actor)
    const unread = was.unreadReports ?? []
    const later = shown === undefined ? [] : was.reports.slice(shown).map(({ number }) => number)
    const left = unread.filter(number => later.includes(number))
    if (left.length === unread.length) {
      if (shown === undefined) throw conflict('tenancy.refused.no-such-move')
      return doneBefore(was)
    }
    const unreadReports = left.length > 0 ? left : null
    return changeTenancy({ was, kind: 'reports-read', actor, at: clock.now(), set: { unreadReports } })
  }

  return { mark, report, readReports }
}

const isSameReport = (sent: ReportAnswers, answers: ReportAnswers): boolean =>
  (['turnoverFen', 'foreignJobs', 'localJobs', 'note'] as const).every(name => sent[name] === answers[name])

const markMilestone = ({ milestones }: Tenancy, milestoneId: string, doneOn: CityDay | null): Tenancy['milestones'] =>
  numberMilestones(milestones).map(({ id, kind, dueOn, doneOn: before }) => {
    const done = id === milestoneId ? doneOn : before
    return { kind, dueOn, ...(done ? { doneOn: done } : {}) }
  })

function find({ milestones }: Tenancy, milestoneId: string) {
  const milestone = numberMilestones(milestones).find(({ id }) => id === milestoneId)
  if (!milestone) throw notFound()
  return milestone
}

export function requireLive({ state }: Tenancy): void {
  if (tenancyHasEnded(state)) throw conflict('tenancy.refused.ended')
}
