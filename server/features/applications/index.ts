import type { Slice, SliceParts } from '#server/slice.ts'
import type { CaseDesk } from '../cases/desk/case-desk.ts'
import { applicationChecks } from './checks.ts'
import { applicationsCard } from './desk-card.ts'
import { keysRoutes } from './desk/keys/routes.ts'
import { caseRoutes } from './desk/routes.ts'
import { sweepApplications } from './jobs.ts'

/** Applications as a whole: the staff's queue and page of a case, effects, deadlines, personal data, checks. */
export const applicationsSlice = ({ services, clock }: SliceParts, desk: CaseDesk): Slice => ({
  name: 'applications',
  personalData: services.personalData.applications,
  jobs: [sweepApplications],
  checks: applicationChecks({ ...services, clock }),
  cards: [applicationsCard(services)],
  doors: () => ({ pages: [keysRoutes(services, desk), caseRoutes({ ...services, clock }, desk)] }),
})
