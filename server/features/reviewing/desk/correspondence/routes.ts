import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { nothing } from '#features/cases/desk/input.ts'
import { id, requiredText } from '#web/forms/forms.ts'

const longText = 4000

const noteForm = z
  .object({ internalNote: requiredText(longText), mention: id.or(z.literal('')).catch('') })
  .transform(({ internalNote, mention }) => ({ text: internalNote, mention }))

const messageForm = z
  .object({ publicMessage: requiredText(longText), once: id.optional().catch(undefined) })
  .transform(({ publicMessage, once }) => ({ text: publicMessage, once }))

/** What the staff write about a case: notes among themselves, messages to the applicant. */
export function correspondenceRoutes(parts: Pick<Services, 'cases' | 'reviewing'>, desk: CaseDesk): Router {
  const { correspondence } = parts.reviewing
  const router = Router({ caseSensitive: true })
  const act = caseActions(parts, desk)
  const at = '/staff/applications/:id'

  router.post(
    `${at}/notes`,
    staff('reviewer', 'decider', 'administrator'),
    act('notes', noteForm, correspondence.addNote),
  )
  router.post(`${at}/messages`, staff('reviewer', 'decider'), act('messages', messageForm, correspondence.send))
  const settle = act('messages-settled', nothing, correspondence.settle)
  router.post(`${at}/messages-settled`, staff('reviewer', 'decider'), settle)

  return router
}
