import { storeChecks } from '#outside/files/store-checks.ts'
import type { Router } from 'express'
import type { Checker } from '#shared/checks.ts'
import type { Slice, SliceParts } from '#server/slice.ts'
import { letterChecks } from '../deciding/letters/checks.ts'
import { applicationsCard } from './desk-card.ts'
import { applicationChecks } from './checks.ts'
import { sweepApplications, finishBulkDecisions, offerFreePremises } from './jobs.ts'
import { acceptanceRoutes } from '../acceptance/applicant/routes.ts'
import { deletingRoutes } from '../applying/deleting/routes.ts'
import { documentRoutes } from '../applying/documents/routes.ts'
import { interviewRoutes } from '../applying/interview/routes.ts'
import { messageRoutes } from '../applying/messages/routes.ts'
import { requestItemRoutes } from '../applying/requests/routes.ts'
import { applicationRoutes } from '../applying/routes.ts'
import { sectionRoutes } from '../applying/sections/routes.ts'
import { startingRoutes } from '../applying/starting/routes.ts'
import { acceptanceDeskRoutes } from '../acceptance/desk/routes.ts'
import { bulkRoutes } from '../deciding/desk/bulk/routes.ts'
import { caseDesk } from './desk/desk.ts'
import { correspondenceRoutes } from '../reviewing/desk/correspondence/routes.ts'
import { decidingRoutes } from '../deciding/desk/deciding/routes.ts'
import { caseDocumentRoutes } from '../reviewing/desk/documents/routes.ts'
import { handlingRoutes } from '../reviewing/desk/handling/routes.ts'
import { interviewDeskRoutes } from '../reviewing/desk/interviews/routes.ts'
import { keysRoutes } from './desk/keys/routes.ts'
import { caseRequestRoutes } from '../reviewing/desk/requests/routes.ts'
import { caseRoutes } from './desk/routes.ts'
import { translationRoutes } from '../reviewing/desk/translations/routes.ts'
import { waitingActRoutes } from '../deciding/desk/waiting/acting-routes.ts'
import { waitingRoutes } from '../deciding/desk/waiting/routes.ts'
import { paperRoutes } from '../applying/files/paper-routes.ts'
import { applicationDocumentRoutes } from '../applying/files/routes.ts'
import { letterRoutes } from '../deciding/letters/routes.ts'
import { noticeRoutes } from '../deciding/notice/routes.ts'
import { rubricRoutes } from '../reviewing/settings/routes.ts'

/** Applications, from the draft to the contract. */
export const applicationsSlice = (parts: SliceParts): Slice => ({
  name: 'applications',
  personalData: parts.services.personalData.applications,
  jobs: [sweepApplications, finishBulkDecisions, offerFreePremises],
  checks: checksOf(parts),
  work: parts.services.applications.work,
  cards: [applicationsCard(parts.services)],
  doors: () => ({
    pages: [...applicantPages(parts), ...sharedPages(parts), ...staffPages(parts)],
  }),
})

const applicantPages = ({ services }: SliceParts): Router[] => [
  startingRoutes(services),
  deletingRoutes(services),
  applicationRoutes(services),
  messageRoutes(services),
  interviewRoutes(services),
  documentRoutes(services),
  acceptanceRoutes(services),
  requestItemRoutes(services),
  sectionRoutes(services),
]

/** Doors that applicants and staff share, and the public notice. */
const sharedPages = ({ services, clock }: SliceParts): Router[] => [
  applicationDocumentRoutes(services),
  paperRoutes(services),
  letterRoutes(services),
  noticeRoutes(services, clock),
]

function staffPages({ services, clock }: SliceParts): Router[] {
  const desk = caseDesk(services)
  return [
    decidingRoutes(services, desk),
    waitingRoutes(services),
    waitingActRoutes(services, desk),
    caseRequestRoutes(services, desk),
    keysRoutes(services, desk),
    bulkRoutes({ ...services, clock }),
    caseRoutes({ ...services, clock }, desk),
    caseDocumentRoutes(services, desk),
    correspondenceRoutes(services, desk),
    interviewDeskRoutes(services, desk),
    translationRoutes(services),
    acceptanceDeskRoutes(services),
    handlingRoutes(services, desk),
    rubricRoutes(services),
  ]
}

function checksOf({ services, clock }: SliceParts): readonly Checker[] {
  const { applications, letters } = services
  return [
    ...applicationChecks({ ...services, clock, waiting: applications }),
    letterChecks({ files: letters.store }),
    ...storeChecks({ clock, stores: [{ name: 'letters', ...letters }] }),
  ]
}
