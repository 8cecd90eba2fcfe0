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
import type { Outgoing } from '../change.ts'
import type { ActionSpec } from './actions/action.ts'
import type { CaseFile } from '../queue/case-file.ts'
import type { Actor } from '../states.ts'
import { actionNamed, placeOf, recipientOfAct, refusalOf, type CaseAction } from './actions.ts'
import { textIn } from '../writing/text-in.ts'
import { isFieldOf, readOutgoing, sendsOf, typedIn, type IsField, type OutgoingRead } from '#web/writing/outgoing.ts'
import type { Told, Written } from '#web/writing/reading.ts'
import { saysWords } from '#shared/texts/writing.ts'
import type { CaseDesk } from './case-desk.ts'
import { casePath } from './input.ts'
import { actorOf } from './labels.ts'

/** Shows the form again: with the case, unless it has a page of its own. */
type ShowForm = (res: Response, id: string, failure: FormFailure, status: number) => Promise<void>
type Act<T> = (id: string, actor: Actor, value: T & Outgoing, told: ReadonlyMap<string, Told>) => Promise<Application>

/** A form with a page of its own, and what of it the applicant reads where that is not one field. */
type OwnForm<T> = {
  show: ShowForm
  written?: (value: T, file: CaseFile) => Written[]
  /** Its fields that the schema does not name. */
  fields?: IsField
}

/** What is carried out leads back to the case; what is refused shows the case as it is now, and says why. */
export function caseActions({ cases }: Pick<Services, 'cases'>, desk: Pick<CaseDesk, 'show'>) {
  /** Handles the form of one action. Decisions and refusals are logged with who and what. */
  function act<S extends z.ZodType<object>>(
    action: CaseAction,
    schema: S | ((file: CaseFile) => S),
    carryOut: Act<z.output<S>>,
    own?: OwnForm<z.output<S>>,
  ): RequestHandler {
    const show = own?.show ?? amongOthers(desk, action)
    return async (req, res) => {
      const { id } = readPath(casePath, req.params)
      const actor = actorOf(accountOf(res))
      try {
        const file = await requireTurn(id, actor, action)
        const asked = typeof schema === 'function' ? schema(file) : schema
        const form = readForm(asked, req.body)
        if (!form.ok) {
          await show(res, id, form, 422)
          return
        }
        const words = { file, value: form.value, body: (req.body ?? {}) as object, own, fields: isFieldOf(asked) }
        const read = readWords(action, words)
        if (read.kind === 'wrong') {
          await show(res, id, formFailure({ ...(req.body as object), ...read.asked }, read.errors), 422)
          return
        }
        if (read.kind === 'waits') {
          await cases.texts.pass(id, actor, { act: action, ...read.passing })
          req.log.info({ account: actor.id, application: id, action }, 'text passed on for translation')
          notice(res, 'writing.passed')
          res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
          return
        }
        const { state } = await carryOut(id, actor, { ...form.value, ...read.value }, read.told)
        req.log.info({ account: actor.id, role: actor.kind, application: id, action, state }, 'case acted on')
      } catch (error) {
        await refuse(res, id, { action, error, show })
        return
      }
      notice(res, `case.done.${action}`)
      res.redirect(303, `${pathTo(res.locals.locale, '/staff/applications/:id', { id })}${placeOf(action)}`)
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
    const kept = { ...(res.req.body as object), ...outOfDate[code] }
    const failure = formFailure(kept, field ? { [field]: code } : {})
    if (field) {
      await show(res, id, failure, statusOf(error))
      return
    }
    const alert = res.locals.t(tooLate.includes(code) ? 'case.refused.stale' : code, gapsOf(error))
    await desk.show(res, id, { alert, refused: { action, failure }, status: statusOf(error) })
  }

  return act
}

type Words<T> = { file: CaseFile; value: T; body: object; own: OwnForm<T> | undefined; fields: IsField }

/** In which language the words of a form are, and so whether they go out now and as what. */
function readWords<T>(action: CaseAction, words: Words<T>) {
  const { file, body, own } = words
  const spec = actionNamed(action)
  const [typed, sends] = [typedIn(body), sendsOf(body)]
  const ordered = textIn(file.application, sends)
  const { language: reader } = recipientOfAct(action, file, typed)
  const before = spec?.before?.(file)
  const fields: IsField = name => words.fields(name) || own?.fields?.(name) === true
  const read = readOutgoing(body, { written: writtenIn(spec, words), reader, ordered, before, fields })
  if (sends && !ordered && !isDone(file.application, read, typed.once)) throw conflict('writing.gone')
  if (read.kind !== 'goes') return read
  return { kind: read.kind, told: read.told, value: { ...toldAs(spec, read.told), ...(read.sends ? { sends } : {}) } }
}

/** The form was sent twice: the first one took the text with it, or put another in its place. */
function isDone(application: Application, read: OutgoingRead, once: unknown): boolean {
  if (read.kind === 'waits' && textIn(application, read.passing.once ?? '')) return true
  return (application.messages ?? []).some(({ _id }) => _id.toHexString() === once)
}

/** What of a form somebody outside reads: its one field, or what a form of its own says. */
function writtenIn<T>(spec: ActionSpec | undefined, { file, value, own }: Words<T>): Written[] {
  if (own?.written) return own.written(value, file)
  if (!spec?.tells) return []
  const { field, as, extent, also = [] } = spec.tells
  const besides = also.map((one): Written => ({
    ...{ name: one.field, text: wordsIn(value, one.as), extent: one.extent },
    beside: true,
  }))
  return [...besides.filter(({ text }) => saysWords(text)), { name: field, text: wordsIn(value, as), extent }]
}

/** The one field as it goes out, under the name that it has once it is read. */
function toldAs(spec: ActionSpec | undefined, all: ReadonlyMap<string, Told>): Outgoing {
  const tells = spec?.tells
  const told = tells && all.get(tells.field)
  if (!told) return {}
  return { [tells.as]: told.text, ...(told.writing ? { writing: told.writing } : {}) }
}

function wordsIn(value: unknown, name: string): string {
  const words = (value as Record<string, unknown>)[name]
  return typeof words === 'string' ? words : ''
}

const amongOthers =
  (desk: Pick<CaseDesk, 'show'>, action: CaseAction): ShowForm =>
  (res, id, failure, status) =>
    desk.show(res, id, { refused: { action, failure }, status })

const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.kind === 'conflict' || error.kind === 'forbidden')

/** Refusals about something that was typed: they stand at its field. */
const fieldOf: Partial<Record<MessageKey, string>> = {
  'acceptance.refused.open-places': 'openPlaces',
  'acceptance.refused.note-needed': 'note',
  'acceptance.refused.due-past': 'dueOn',
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
/** What is typed may still be sent, but as something new, or once the interview as it is now has been seen. */
const outOfDate: Partial<Record<MessageKey, Record<string, string>>> = {
  'writing.gone': { sends: '' },
  'writing.waits': { sends: '' },
  'interview.changed-meanwhile': { arranged: '' },
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
