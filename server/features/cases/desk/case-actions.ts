import { Router, type RequestHandler, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import { AppError, conflict } from '#shared/errors.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { accountOf, actorAt, staff } from '#web/access/access.ts'
import { gapsOf } from '#web/requests/error-handler.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, type FormFailure } from '#web/forms/forms.ts'
import type { OutgoingText } from '../change.ts'
import type { CaseFile } from '../queue/case-file.ts'
import type { Actor } from '../states.ts'
import { anchorOf, recipientOf, refusalOf, type CaseAction, type FormAction, type WithCases } from './action.ts'
import { textIn } from '../writing/waiting-texts.ts'
import {
  isFieldOf,
  readOutgoing,
  sendsOf,
  formValuesOf,
  type IsField,
  type OutgoingRead,
} from '#web/writing/outgoing.ts'
import type { SentText, Written } from '#web/writing/reading.ts'
import { hasWords } from '#shared/texts/writing.ts'
import type { CaseDesk } from './case-desk.ts'
import { casePath } from './input.ts'

/** Shows the form again: on the page of the case, or on its own page if it has one. */
type ShowForm = (res: Response, id: string, failure: FormFailure, status: number) => Promise<void>

/** Returns the routes of actions whose forms stand on the page of the case, each at its name below the case. */
export function actionRoutes<Services extends WithCases>(
  actions: readonly FormAction<NoInfer<Services>>[],
  services: Services,
  desk: CaseDesk,
): Router {
  const router = Router({ caseSensitive: true })
  const act = caseActions(services, desk)
  for (const action of actions)
    router.post(`/staff/applications/:id/${action.name}`, staff(...action.roles), act(action))
  return router
}

/**
 * Handles the actions on a case. Success redirects to the case; a refusal shows the case as it is now, with the reason. The
 * case is read again for that only after something may have changed it.
 */
export function caseActions<Services extends WithCases>(services: Services, desk: Pick<CaseDesk, 'show'>) {
  const { cases } = services

  /** Returns the handler for the form of one action. `showForm`: its own page. Logs who did what, and refusals. */
  function act(action: FormAction<Services>, showForm?: ShowForm): RequestHandler {
    return async (req, res) => {
      const { id } = readPath(casePath, req.params)
      const actor = actorAt(res)
      let unchanged: CaseFile | undefined
      const show = showForm ?? showOnCasePage(desk, action, () => unchanged)
      try {
        const file = await cases.files.open(id, actor)
        unchanged = file
        requireAction(action, file, actor)
        const formSchema = typeof action.input === 'function' ? action.input(file) : action.input
        const form = readForm(formSchema, req.body)
        if (!form.ok) {
          await show(res, id, form, 422)
          return
        }
        const input = { file, value: form.value, body: (req.body ?? {}) as object, fields: isFieldOf(formSchema) }
        const read = readTexts(action, input)
        if (read.kind === 'wrong') {
          await show(res, id, formFailure({ ...(req.body as object), ...read.asked }, read.errors), 422)
          return
        }
        unchanged = undefined
        if (read.kind === 'waits') {
          await cases.texts.pass(id, actor, { act: action.name, ...read.passing })
          req.log.info({ account: actor.id, application: id, action: action.name }, 'text passed on for translation')
          flashNotice(res, 'writing.passed')
          res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
          return
        }
        const sent = { ...form.value, ...read.value, revision: shownRevision(action, req.body) }
        const { state } = await action.run(services, { id, actor, input: sent, texts: read.told })
        req.log.info(
          { account: actor.id, role: actor.kind, application: id, action: action.name, state },
          'case acted on',
        )
      } catch (error) {
        await refuse(res, id, { action, error, show, file: unchanged })
        return
      }
      flashNotice(res, `case.done.${action.name}`)
      res.redirect(303, `${pathTo(res.locals.locale, '/staff/applications/:id', { id })}${anchorOf(action)}`)
    }
  }

  type Refusal = { action: CaseAction; error: unknown; show: ShowForm; file: CaseFile | undefined }
  async function refuse(res: Response, id: string, { action, error, show, file }: Refusal) {
    if (!isRefusal(error)) throw error
    const { code } = error
    res.req.log.info({ ...error.facts, code, account: accountOf(res).id, action: action.name }, 'request refused')
    const field = fieldOf[code]
    // Every refusal but one of a typed value shows the case as it is now, so the form speaks of that.
    const seen = field ? {} : { revision: '' }
    const returnedBody = { ...(res.req.body as object), ...seen, ...fieldsToReset[code] }
    const failure = formFailure(returnedBody, field ? { [field]: code } : {})
    if (field) {
      await show(res, id, failure, statusOf(error))
      return
    }
    const alert = res.locals.t(staleCodes.includes(code) ? 'case.refused.stale' : code, gapsOf(error))
    await desk.show(res, id, { alert, refused: { action: action.name, failure }, status: statusOf(error), file })
  }

  return act
}

/** Checks, before the form is parsed, that this person may take the action and the case is still in its state. */
function requireAction(action: CaseAction, file: CaseFile, actor: Actor): void {
  const refusal = refusalOf(action, file, actor)
  if (refusal) throw conflict(refusal)
}

/**
 * Returns the revision of the case that the form was made from, where that matters. Forms of an earlier release and of
 * programs do not name one.
 */
function shownRevision(action: CaseAction, body: unknown): number | undefined {
  const { revision = '' } = formValuesOf(body)
  return action.asShown && revision !== '' ? Number(revision) : undefined
}

type SubmittedForm = { file: CaseFile; value: object; body: object; fields: IsField }

/** Reads in which language the texts of a form are written, and whether they are sent now or wait for a translation. */
function readTexts(action: FormAction, input: SubmittedForm) {
  const { file, body } = input
  const typed = formValuesOf(body)
  const sends = sendsOf(body)
  const ordered = textIn(file.application, sends)
  if (ordered && ordered.act !== action.name) throw conflict('writing.other-form')
  const { language: reader } = recipientOf(action, file, typed)
  const before = action.before?.(file)
  const fields: IsField = name => input.fields(name) || action.fields?.(name) === true
  const read = readOutgoing(body, { written: outgoingTextsOf(action, input), reader, ordered, before, fields })
  if (sends && !ordered && !wasSentBefore(file.application, read, typed.once)) throw conflict('writing.gone')
  if (read.kind !== 'goes') return read
  return {
    kind: read.kind,
    told: read.told,
    value: { ...toOutgoing(action, read.told), ...(read.sends ? { sends } : {}) },
  }
}

/** Checks whether the form was sent twice: the first request has sent the text, or passed on another in its place. */
function wasSentBefore(application: Application, read: OutgoingRead, once: unknown): boolean {
  if (read.kind === 'waits' && textIn(application, read.passing.once ?? '')) return true
  return (application.messages ?? []).some(({ _id }) => _id.toHexString() === once)
}

/** Returns the texts of a form that somebody outside reads: its one field, or those that the form itself names. */
function outgoingTextsOf(action: FormAction, { file, value }: SubmittedForm): Written[] {
  if (action.written) return action.written(value, file)
  if (!action.tells) return []
  const { field, as, extent, also = [] } = action.tells
  const besides = also.map((one): Written => ({
    name: one.field,
    text: fieldTextOf(value, one.as),
    extent: one.extent,
    beside: true,
  }))
  return [...besides.filter(({ text }) => hasWords(text)), { name: field, text: fieldTextOf(value, as), extent }]
}

/** Returns the text of the one field as it is sent, under the name it has in the parsed form. */
function toOutgoing({ tells: textField }: CaseAction, all: ReadonlyMap<string, SentText>): OutgoingText {
  const sentText = textField && all.get(textField.field)
  if (!sentText) return {}
  return { [textField.as]: sentText.text, ...(sentText.writing ? { writing: sentText.writing } : {}) }
}

function fieldTextOf(value: unknown, name: string): string {
  const fieldText = (value as Record<string, unknown>)[name]
  return typeof fieldText === 'string' ? fieldText : ''
}

const showOnCasePage =
  (desk: Pick<CaseDesk, 'show'>, action: CaseAction, unchanged: () => CaseFile | undefined): ShowForm =>
  (res, id, failure, status) =>
    desk.show(res, id, { refused: { action: action.name, failure }, status, file: unchanged() })

const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.kind === 'conflict' || error.kind === 'forbidden')

/** Refusals about a typed value, with the field at which they are shown. */
const fieldOf: Partial<Record<MessageKey, string>> = {
  'acceptance.refused.open-places': 'openPlaces',
  'acceptance.refused.due-past': 'dueOn',
  'application.misfit': 'misfit',
  'application.misfit-new': 'misfit',
  'application.misfit-reason': 'misfitReason',
  'application.offer-terms-since': 'premises',
  'application.offer-deadline-past': 'deadlineOn',
  'application.extension-too-short': 'deadlineOn',
  'application.extension-too-long': 'deadlineOn',
  'application.answer-by-past': 'answerOn',
  'interview.past': 'interviewOn',
  'interview.too-far': 'interviewOn',
  'request.not-later': 'answerOn',
  'request.too-late': 'answerOn',
  'request.unknown-item': 'items',
  'case.refused.cannot-mention': 'mention',
}
/** Hidden fields to reset, so that the typed text can be sent as a new one, or after the present interview has been seen. */
const fieldsToReset: Partial<Record<MessageKey, Record<string, string>>> = {
  'error.stale': { shown: '' },
  'acceptance.refused.other-version': { version: '' },
  'writing.gone': { sends: '' },
  'writing.other-form': { sends: '' },
  'writing.waits': { sends: '' },
  'application.message-before': { sends: '' },
  'interview.changed-meanwhile': { arranged: '' },
}
/** Refusals because somebody else was faster: the case is no longer in the state for which the form was made. */
const staleCodes: readonly MessageKey[] = ['error.stale', 'application.refused.no-such-move']
const forbiddenCodes: readonly MessageKey[] = [
  'application.refused.not-yours',
  'application.refused.reviewed-by-decider',
  'notice.refused.own-part',
  'case.refused.conflict',
]

function statusOf({ code, kind }: AppError): number {
  if (fieldOf[code]) return 422
  return kind === 'forbidden' || forbiddenCodes.includes(code) ? 403 : 409
}
