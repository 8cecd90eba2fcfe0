import type { Slice, SliceParts } from '#server/slice.ts'
import { actionRoutes } from '../cases/desk/case-actions.ts'
import type { CaseDesk } from '../cases/desk/case-desk.ts'
import { actionsOnCasePage } from './actions/index.ts'
import { correspondenceRoutes } from './desk/correspondence/routes.ts'
import { caseDocumentRoutes } from './desk/documents/routes.ts'
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
      actionRoutes(actionsOnCasePage, services, desk),
      caseRequestRoutes(services, desk),
      caseDocumentRoutes(services, desk),
      correspondenceRoutes(services, desk),
      translationRoutes(services),
      textRoutes(services, desk),
      rubricRoutes(services),
    ],
  }),
})
