import { Router, type NextFunction, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { refusalOf } from '#features/cases/desk/action.ts'
import { casePath } from '#features/cases/desk/input.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { skipAudit } from '#outside/audit.ts'
import { appendReadyAnswer } from '#shared/texts/filling.ts'
import { formFailure, id, readPath, inputValue, type FormFailure } from '#web/forms/forms.ts'
import { messages } from '#features/reviewing/actions/messages.ts'
import { readyTexts } from './ready.ts'

type Parts = Pick<Services, 'cases' | 'casePorts' | 'enquiries'>
/** Form of the button beside the ready-made answers. It also sends the text typed so far. */
const insertion = z.object({ insert: z.literal('yes'), ready: id.optional().catch(undefined) })

/** The route of messages to the applicant, into which a ready-made answer can be inserted. */
export function correspondenceRoutes(parts: Parts, desk: CaseDesk): Router {
  const router = Router({ caseSensitive: true })

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
  const send = caseActions(parts, desk)(messages)
  router.post('/staff/applications/:id/messages', staff(...messages.roles), insertReadyText, send)

  /** Returns null when no message can be written. The form then says why. */
  async function openFile(req: Request, res: Response): Promise<CaseFile | null> {
    const actor = actorAt(res)
    const file = await parts.cases.files.open(readPath(casePath, req.params).id, actor)
    return refusalOf(messages, file, actor) ? null : file
  }

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
