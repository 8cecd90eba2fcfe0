import type { RequestHandler, Response } from 'express'
import type { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Services } from '#server/services.ts'
import { AppError, conflict } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { accountOf } from '#web/access/access.ts'
import { gapsOf } from '#web/requests/error-handler.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, type FormFailure } from '#web/forms/forms.ts'
import type { CaseFile } from '../queue/case-file.ts'
import type { Actor } from '../states.ts'
import { anchorOf, refusalOf, type CaseAction } from './actions.ts'
import type { CaseDesk } from './case-desk.ts'
import { casePath } from './input.ts'
import { actorOf } from './labels.ts'

/** Shows the form again: with the case, unless it has a page of its own. */
type ShowForm = (res: Response, id: string, failure: FormFailure, status: number) => Promise<void>
type Act<T> = (id: string, actor: Actor, value: T) => Promise<Application>

/** What is carried out leads back to the case; what is refused shows the case as it is now, and says why. */
export function caseActions({ cases }: Pick<Services, 'cases'>, desk: CaseDesk) {
  /** Handles the form of one action. Decisions and refusals are logged with who and what. */
  function act<S extends z.ZodType>(
    action: CaseAction,
    schema: S | ((file: CaseFile) => S),
    carryOut: Act<z.output<S>>,
    own?: ShowForm,
  ): RequestHandler {
    const show = own ?? amongOthers(desk, action)
    return async (req, res) => {
      const { id } = readPath(casePath, req.params)
      const actor = actorOf(accountOf(res))
      try {
        const file = await requireTurn(id, actor, action)
        const form = readForm(typeof schema === 'function' ? schema(file) : schema, req.body)
        if (!form.ok) {
          await show(res, id, form, 422)
          return
        }
        const { state } = await carryOut(id, actor, form.value)
        req.log.info({ account: actor.id, role: actor.kind, application: id, action, state }, 'case acted on')
      } catch (error) {
        await refuse(res, id, { action, error, show })
        return
      }
      notice(res, `case.done.${action}`)
      res.redirect(303, `${pathTo(res.locals.locale, '/staff/applications/:id', { id })}${anchorOf(action)}`)
    }
  }

  /** Before a form is judged: is it this person's turn, and is the case still where the form was made for? */
  async function requireTurn(id: string, actor: Actor, action: CaseAction): Promise<CaseFile> {
    const file = await cases.files.open(id, actor)
    const refusal = refusalOf(action, file, actor)
    if (refusal) throw conflict(refusal)
    return file
  }

  type Refusal = { action: CaseAction; error: unknown; show: ShowForm }
  async function refuse(res: Response, id: string, { action, error, show }: Refusal) {
    if (!isRefusal(error)) throw error
    const { code } = error
    res.req.log.info({ ...error.facts, code, account: accountOf(res).id, action }, 'request refused')
    const field = fieldOf[code]
    const failure = formFailure(res.req.body, field ? { [field]: code } : {})
    if (field) {
      await show(res, id, failure, statusOf(error))
      return
    }
    const alert = res.locals.t(tooLate.includes(code) ? 'case.refused.stale' : code, gapsOf(error))
    await desk.show(res, id, { alert, refused: { action, failure }, status: statusOf(error) })
  }

  return act
}

const amongOthers =
  (desk: CaseDesk, action: CaseAction): ShowForm =>
  (res, id, failure, status) =>
    desk.show(res, id, { refused: { action, failure }, status })

const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.kind === 'conflict' || error.kind === 'forbidden')

/** Refusals about something that was typed: they stand at its field. */
const fieldOf: Partial<Record<MessageKey, string>> = {
  'acceptance.refused.open-places': 'openPlaces',
  'application.offer-deadline-past': 'deadlineOn',
  'application.extension-too-short': 'deadlineOn',
  'application.extension-too-long': 'deadlineOn',
  'application.answer-by-past': 'answerOn',
  'interview.past': 'interviewOn',
  'interview.too-far': 'interviewOn',
  'request.not-later': 'answerOn',
  'request.too-late': 'answerOn',
  'request.unknown-item': 'items',
}
/** Somebody was faster: the case is no longer where the form was made for. */
const tooLate: readonly MessageKey[] = ['error.stale', 'application.refused.no-such-move']
const notTheirs: readonly MessageKey[] = [
  'application.refused.not-yours',
  'application.refused.reviewed-by-decider',
  'case.refused.conflict',
]

function statusOf({ code, kind }: AppError): number {
  if (fieldOf[code]) return 422
  return kind === 'forbidden' || notTheirs.includes(code) ? 403 : 409
}
