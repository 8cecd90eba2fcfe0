import { Router, type NextFunction, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { refusalOf } from '#features/cases/desk/actions.ts'
import { casePath } from '#features/cases/desk/input.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { maxMessages } from '#features/reviewing/correspondence.ts'
import { skipAudit } from '#outside/audit.ts'
import { hasOpenGap, appendReadyAnswer } from '#shared/texts/filling.ts'
import { formFailure, id, readPath, requiredText, inputValue, type FormFailure } from '#web/forms/forms.ts'
import { onceField } from '#web/forms/once.ts'
import { readyTexts } from './ready.ts'

const longText = 4000

const noteForm = z
  .object({
    internalNote: requiredText(longText),
    mention: id.or(z.literal('')).catch(''),
    once: onceField,
  })
  .transform(({ internalNote, ...more }) => ({ text: internalNote, ...more }))

/** Number of messages on the page with the form. */
const shown = z.coerce.number().int().min(0).max(maxMessages).optional().catch(undefined)

const messageForm = z
  .object({
    publicMessage: requiredTextField(extents.message).refine(input => !hasOpenGap(input), 'enquiries.gap-open'),
    once: onceField,
    shown,
  })
  .transform(({ publicMessage, ...more }) => ({ text: publicMessage, ...more }))

type Parts = Pick<Services, 'cases' | 'reviewing' | 'enquiries'>
/** Form of the button beside the ready-made answers. It also sends the text typed so far. */
const insertion = z.object({ insert: z.literal('yes'), ready: id.optional().catch(undefined) })

/** Routes for texts about a case: notes among staff, messages to the applicant. */
export function correspondenceRoutes(parts: Parts, desk: CaseDesk): Router {
  const { correspondence } = parts.reviewing
  const router = Router({ caseSensitive: true })
  const act = caseActions(parts, desk)
  const at = '/staff/applications/:id'

  router.post(
    `${at}/notes`,
    staff('reviewer', 'decider', 'administrator'),
    act('notes', noteForm, correspondence.addNote),
  )
  const sending = act('messages', messageForm, correspondence.send)
  const insertReadyText = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const insertResult = insertion.safeParse(req.body)
    const file = insertResult.success ? await openFile(req, res) : null
    if (!insertResult.success || !file) {
      next()
      return
    }
    skipAudit()
    const ready = readyTexts(file, await parts.enquiries.templates.inUse())
    const chosen = ready.find(({ value }) => value === insertResult.data.ready)
    const failure = withReadyText(formFailure(req.body, {}), chosen?.text, file)
    await desk.show(res, file.application._id.toHexString(), { refused: { action: 'messages', failure } })
  }
  router.post(`${at}/messages`, staff('reviewer', 'decider'), insertReadyText, sending)

  /** Returns null when no message can be written. The form then says why. */
  async function openFile(req: Request, res: Response): Promise<CaseFile | null> {
    const actor = actorAt(res)
    const file = await parts.cases.files.open(readPath(casePath, req.params).id, actor)
    return refusalOf('messages', file, actor) ? null : file
  }

  const settle = act('messages-settled', z.object({ shown }), correspondence.settle)
  router.post(`${at}/messages-settled`, staff('reviewer', 'decider'), settle)

  return router
}

/** Adds the ready-made answer below the typed text. When it is the whole message, sets the language to the applicant's. */
function withReadyText(failure: FormFailure, text: string | undefined, { recipient }: CaseFile): FormFailure {
  const currentText = inputValue(failure.typed, 'publicMessage')
  const alone = text !== undefined && currentText.trim() === ''
  return {
    ...failure,
    typed: {
      ...failure.typed,
      publicMessage: appendReadyAnswer(currentText, text),
      ...(alone ? { writtenIn: recipient.language } : {}),
    },
  }
}
