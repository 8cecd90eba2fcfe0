import type { Slice, SliceParts } from '#server/slice.ts'
import type { CaseDesk } from '../cases/desk/case-desk.ts'
import { correspondenceRoutes } from './desk/correspondence/routes.ts'
import { caseDocumentRoutes } from './desk/documents/routes.ts'
import { handlingRoutes } from './desk/handling/routes.ts'
import { interviewDeskRoutes } from './desk/interviews/routes.ts'
import { caseRequestRoutes } from './desk/requests/routes.ts'
import { textRoutes } from './desk/texts/routes.ts'
import { translationRoutes } from './desk/translations/routes.ts'
import { rubricRoutes } from './settings/routes.ts'

/**
 * Slice for screening and review: information requests, panel, interviews, translations, messages, findings on documents.
 */
export const reviewingSlice = ({ services }: SliceParts, desk: CaseDesk): Slice => ({
  name: 'reviewing',
  doors: () => ({
    pages: [
      caseRequestRoutes(services, desk),
      caseDocumentRoutes(services, desk),
      correspondenceRoutes(services, desk),
      interviewDeskRoutes(services, desk),
      translationRoutes(services),
      textRoutes(services),
      handlingRoutes(services, desk),
      rubricRoutes(services),
    ],
  }),
})
