import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { DutyReport } from '#models/tenancies/tenancy-parts.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Intake } from '#features/documents/document-intake.ts'
import { changeTenancy, readTenancy, requireOfficer, takeInEffects } from '../change.ts'
import type { Deps } from '../ports.ts'
import { dropRepeatedFiles, storePendingFiles } from '../renewal/renewal-intake.ts'
import type { TenancyActor } from '../states.ts'
import { createDayChecks } from './days.ts'
import {
  filesOfReport,
  openDutyOf,
  reportedDutyOf,
  reportsAbout,
  unreadDutyReports,
  withReadReports,
  type ReportedDuty,
} from './duty-reports.ts'

export type DutyReportInput = { duty: string; text: string; on?: CityDay | undefined; arrived?: Intake }

/** What tenants report about their duties. An officer marks a duty as done (`milestones-service.ts`), nobody else. */
export function createDutyReportService({ clock, documents }: Pick<Deps, 'clock' | 'documents'>) {
  const { requirePast } = createDayChecks(clock)

  /**
   * Stores the tenant's report that a duty is done, with the files that the same write takes in. Further reports are stored
   * beside the first; one that is sent twice is stored once.
   */
  async function report(
    id: string,
    actor: TenancyActor,
    { duty, text, on, arrived }: DutyReportInput,
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'applicant') throw conflict('tenancy.refused.not-yours')
    const kind = requireOpenDuty(was, duty)
    if (on) requirePast(on, was)
    const earlier = reportsAbout(was, duty)
    const sent = earlier.flatMap(({ files }) => files)
    const files = arrived ? await dropRepeatedFiles({ documents }, { was, sent, arrived }) : []
    if (files.length === 0 && isRepeated(earlier.at(-1), { text, on })) return was
    if (filesOfReport(kind).required && files.length + sent.length === 0) throw conflict('tenancy.paper-needed')
    const at = clock.now()
    const dutyReports = [...(was.dutyReports ?? []), { duty, at, text, files, ...(on ? { on } : {}) }]
    const changed = await changeTenancy({
      was,
      kind: `${kind}-reported`,
      actor,
      at,
      reason: text,
      set: { dutyReports },
      effects: takeInEffects(arrived, { files, at }),
    })
    await storePendingFiles({ documents }, changed)
    return changed
  }

  /** Marks what was reported up to an instant as read, while the duty stays open. Later reports stay unread. */
  async function read(id: string, actor: TenancyActor, { duty, upTo }: { duty: string; upTo: Date }): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    requireOfficer(actor)
    if (!unreadDutyReports(was).some(sent => sent.duty === duty && sent.at <= upTo))
      throw conflict('tenancy.refused.no-such-move')
    const at = clock.now()
    return changeTenancy({ was, kind: 'duty-reports-read', actor, at, set: withReadReports(was, { duty, at, upTo }) })
  }

  return { report, read }
}

/** Returns the kind of an open duty. Throws a conflict when it is done, "not found" when the tenant never had it. */
function requireOpenDuty(was: Tenancy, duty: string): ReportedDuty {
  const kind = openDutyOf(was, duty)
  if (kind) return kind
  throw reportedDutyOf(was, duty) ? conflict('tenancy.duty-closed') : notFound()
}

const isRepeated = (last: DutyReport | undefined, { text, on }: Pick<DutyReportInput, 'text' | 'on'>): boolean =>
  last !== undefined && !last.readAt && last.text === text && (last.on ?? undefined) === on
