import type { DocumentKind } from '#models/documents/document.ts'
import { paperMilestoneKinds, type PaperMilestoneKind, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { DutyReport } from '#models/tenancies/tenancy-parts.ts'
import { paperExtensions, photoExtensions } from '#shared/files/file-rules.ts'
import { numberMilestones } from '../rules.ts'
import { isBeingTerminated, tenancyHasEnded } from '../states.ts'

/** Duties of which the tenant reports that they are done. A quarterly report has its own form, and so has a finding. */
export const reportedDuties = [...paperMilestoneKinds, 'opening', 'breach'] as const
export type ReportedDuty = (typeof reportedDuties)[number]

/** Kind under which the files of a report become documents of the application. */
const papers: Record<PaperMilestoneKind, DocumentKind> = {
  licence: 'business_licence',
  permit: 'permit',
  fire_acceptance: 'other_paper',
}

export const isPaperDuty = (kind: string): kind is PaperMilestoneKind =>
  (paperMilestoneKinds as readonly string[]).includes(kind)

/** Returns the files that a report takes: the paper that it is about, otherwise photos for whoever wants to send some. */
export const filesOfReport = (kind: ReportedDuty) =>
  isPaperDuty(kind)
    ? { kind: papers[kind], extensions: paperExtensions, required: true }
    : { kind: 'finding_photo' as const, extensions: photoExtensions, required: false }

/** Returns what kind of duty an id names, whether it is open or not; null when the tenant has nothing to report about it. */
export function reportedDutyOf({ milestones }: Tenancy, duty: string): ReportedDuty | null {
  if (duty === 'breach') return duty
  const kind = numberMilestones(milestones).find(({ id }) => id === duty)?.kind
  return reportedDuties.find(one => one === kind) ?? null
}

/** Returns the kind of a duty that the tenant can report about now; null when there is none, or it is done. */
export function openDutyOf(tenancy: Tenancy, duty: string): ReportedDuty | null {
  const done =
    duty === 'breach'
      ? !tenancy.breach
      : numberMilestones(tenancy.milestones).some(({ id, doneOn }) => id === duty && doneOn)
  return done || tenancyHasEnded(tenancy.state) || isBeingTerminated(tenancy) ? null : reportedDutyOf(tenancy, duty)
}

/** Returns what the tenant has reported about a duty. Reports on a breach that was cured before are left out. */
export const reportsAbout = ({ dutyReports, stateSince }: Tenancy, duty: string): DutyReport[] =>
  (dutyReports ?? []).filter(report => report.duty === duty && (duty !== 'breach' || report.at >= stateSince))

export const unreadDutyReports = ({ dutyReports }: Pick<Tenancy, 'dutyReports'>): DutyReport[] =>
  (dutyReports ?? []).filter(({ readAt }) => !readAt)

/** Returns the field with the reports on a duty marked as read, up to an instant if one is given. */
export const withReadReports = (
  { dutyReports }: Tenancy,
  { duty, at, upTo = at }: { duty: string; at: Date; upTo?: Date },
): Pick<Tenancy, 'dutyReports'> =>
  dutyReports
    ? {
        dutyReports: dutyReports.map(report =>
          report.duty === duty && !report.readAt && report.at <= upTo ? { ...report, readAt: at } : report,
        ),
      }
    : {}
