import type { Slice, SliceParts } from '#server/slice.ts'
import { deletingRoutes } from './deleting/routes.ts'
import { documentRoutes } from './documents/routes.ts'
import { paperRoutes } from './files/paper-routes.ts'
import { applicationDocumentRoutes } from './files/routes.ts'
import { interviewRoutes } from './interview/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { requestItemRoutes } from './requests/routes.ts'
import { applicationRoutes } from './routes.ts'
import { sectionRoutes } from './sections/routes.ts'
import { startingRoutes } from './starting/routes.ts'

/** Slice for the applicant: form, documents, check, submission and own cases. */
export const applyingSlice = ({ services }: SliceParts): Slice => ({
  name: 'applying',
  doors: () => ({
    pages: [
      startingRoutes(services),
      deletingRoutes(services),
      applicationRoutes(services),
      messageRoutes(services),
      interviewRoutes(services),
      documentRoutes(services),
      applicationDocumentRoutes(services),
      paperRoutes(services),
      requestItemRoutes(services),
      sectionRoutes(services),
    ],
  }),
})
