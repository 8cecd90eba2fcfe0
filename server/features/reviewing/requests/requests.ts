import { trusted } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationSnapshot } from '#models/cases/application.ts'
import type { InformationRequest, RequestItem } from '#models/cases/parts/information-request.ts'
import type { Writing } from '#models/parts/writing.ts'
import { cityDayOf, addDays, daysBetween, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { addWorkingDays, workingDaysBetween, type WorkingCalendar } from '#shared/days/working-days.ts'
import { describeWritingForAudit } from '#shared/texts/writing.ts'
import type { FieldChange } from '#outside/audit.ts'
import {
  applyChange,
  requireMove,
  moveFacts,
  readCaseFor,
  staleConflict,
  type OutgoingText,
} from '#features/cases/change.ts'
import { readSettled } from '#features/cases/documents/settling.ts'
import type { Deps, StoredDocument } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { deadlineOn, requestMailEffect, toOfficer } from '#features/cases/requests/deadline.ts'
import { requestChoices, isAwaited, type RequestChoice } from '#features/cases/requests/items.ts'
import { codesOf } from '#features/cases/answers/save-section.ts'
import { nameIn, snapshotOf } from '#features/cases/answers/snapshot.ts'
import { reminderDays, reminderDue } from '#features/cases/status/reminders.ts'
import { turnAfter } from '#features/cases/status/stage.ts'
import { toPastRequest } from '#features/cases/requests/closing.ts'
import type { RequestProgress, createRequestProgress } from '#features/cases/requests/progress.ts'

/** `id` is one of `requestChoices`. The text is in the language of the request. */
export type NewItem = { id: string; text: string; template?: string | undefined; writing?: Writing | undefined }
type Asking = Pick<OutgoingText, 'sends'> & {
  items: readonly NewItem[]
  answerOn?: CityDay | undefined
  locale: Locale
}

type AskDeps = Pick<Deps, 'clock' | 'documents' | 'pictures' | 'programme'>

export function createRequestService({ clock, documents, pictures, programme }: AskDeps) {
  /** Returns the deadline for an applicant who is asked today. */
  async function answerDay(): Promise<CityDay> {
    const settings = await programme.settings()
    return addWorkingDays(cityDayOf(clock.now()), settings.answerDays, settings)
  }

  /**
   * Requests corrections or additions from the applicant. The case waits for the answer. Throws
   * `application.refused.<reason>`, `request.unknown-item` for an item that the case does not have, and errors of the
   * deadline.
   */
  async function ask(id: string, actor: Actor, asking: Asking): Promise<Application> {
    const was = await readSettled({ clock, documents, pictures }, () => readCaseFor(id, actor))
    const now = clock.now()
    const said = asking.items.map(({ text }) => text).join('\n\n')
    requireMove(was, 'information_requested', actor, moveFacts(was, now, await programme.settings(), said))
    const answerBy = deadlineOn(now, asking.answerOn ?? (await answerDay()))
    const request: InformationRequest = {
      number: (was.pastRequests?.length ?? 0) + 1,
      askedAt: now,
      by: toOfficer(actor),
      locale: asking.locale,
      items: itemsOf(asking.items, requestChoices(await documents.list(id))),
      answerBy,
      extensions: [],
    }
    const asked = await applyChange({
      was,
      to: 'information_requested',
      actor,
      at: now,
      reason: said,
      sends: asking.sends,
      told: recordedItems(request.items),
      set: { returnTo: was.state, answerBy, request },
      effects: [requestMailEffect(request, 'application-information-requested')],
    })
    if (!asked) throw staleConflict(was)
    return asked
  }

  return { answerDay, ask }
}

function itemsOf(asked: readonly NewItem[], choices: readonly RequestChoice[]): RequestItem[] {
  const byId = new Map(choices.map(choice => [choice.id, choice]))
  return asked.map(({ id, text, template, writing }) => {
    const choice = byId.get(id)
    if (!choice) throw conflict('request.unknown-item', { facts: { item: id } })
    const how = { ...(writing ? { writing } : {}), ...(template ? { template } : {}) }
    return { ...choice, text, state: 'open' as const, ...how }
  })
}

/**
 * Returns how the items were sent, translated or not. Each way is listed once, because the language of one item does not
 * apply to the others.
 */
function recordedItems(items: readonly RequestItem[]): FieldChange[] {
  const told = items.flatMap(({ writing }) => describeWritingForAudit(writing))
  return [...new Map(told.map(change => [JSON.stringify(change), change])).values()]
}

const attempts = 3

type AnswerDeps = Pick<Deps, 'clock' | 'documents' | 'pictures' | 'programme'> &
  Pick<ReturnType<typeof createRequestProgress>, 'progressWith'>

export function answeringOf({ clock, documents, pictures, programme, progressWith }: AnswerDeps) {
  type Excuse = { id: string; applicantId: string; itemId: string; text: string }
  /** Stores why the applicant leaves an item unchanged. An empty text removes the excuse. */
  async function excuse({ id, applicantId, itemId, text }: Excuse): Promise<void> {
    const saved = await ApplicationModel.updateOne(
      {
        _id: id,
        applicant: applicantId,
        state: 'information_requested',
        answerBy: trusted({ $gte: clock.now() }),
        'request.items.id': itemId,
      },
      { $set: { 'request.items.$.excuse': text }, $inc: { revision: 1 } },
    )
    if (saved.matchedCount > 0) return
    const application = await readCaseFor(id, { kind: 'applicant', id: applicantId })
    if (isAwaited(application, clock.now())) throw notFound()
    throw conflict('request.over', { facts: { id } })
  }

  /**
   * Submits the answer to an information request: takes a new snapshot, keeps the former one, and returns the case to the
   * state in which it was interrupted. Throws `request.not-finished` while an item is open.
   */
  async function answer(id: string, actor: Actor, note: string): Promise<Application> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const answered = await hand(
        await readSettled({ clock, documents, pictures }, () => readCaseFor(id, actor)),
        actor,
        note,
      )
      if (answered) return answered
    }
    throw staleConflict(await readCaseFor(id, actor))
  }

  /** Returns null when something changed while it was being read. */
  async function hand(was: Application, actor: Actor, note: string): Promise<Application | null> {
    const id = was._id.toHexString()
    const { returnTo } = was
    if (was.state !== 'information_requested' || !returnTo)
      throw conflict('application.refused.no-such-move', { facts: { id } })
    const now = clock.now()
    const settings = await programme.settings()
    requireMove(was, returnTo, actor, moveFacts(was, now, settings, note))
    const present = await documents.list(id)
    const standing = await progressWith(was, present)
    if (was.request && !standing.ready) throw conflict('request.not-finished', { facts: { id } })
    return applyChange({
      was,
      to: returnTo,
      actor,
      at: now,
      reason: note,
      set: {
        ...answeredFields(was, present, now),
        ...extendOfficeDeadline(was, now, settings),
        ...turnAfter(was, now),
      },
      unset: ['returnTo', 'answerBy', 'request'],
      push: archivedFields(was, standing, { note, now }),
    })
  }

  return { excuse, answer }
}

type Answered = { note: string; now: Date }
/** Returns the fields that keep the request and the snapshot from before the answer. */
const archivedFields = (was: Application, standing: RequestProgress, { note, now }: Answered) => ({
  ...toPastRequest(was, { at: now, outcome: 'answered', note, items: judgedItems(standing) }),
  ...former(was.snapshot),
})

const former = (snapshot: ApplicationSnapshot | null | undefined) => (snapshot ? { formerSnapshots: snapshot } : {})

const answeredFields = (was: Application, present: readonly StoredDocument[], now: Date): Partial<Application> => ({
  snapshot: snapshotOf(was, present, now),
  applicantName: nameIn(was),
  premises: was.answers.choice ? codesOf(was.answers.choice) : was.premises,
})

/** Extends the office's deadline by the working days for which it waited. */
function extendOfficeDeadline(was: Application, now: Date, calendar: WorkingCalendar): Partial<Application> {
  if (!was.dueOn) return {}
  const waited = workingDaysBetween(cityDayOf(was.stateSince), cityDayOf(now), calendar)
  return { dueOn: addWorkingDays(was.dueOn, waited, calendar) }
}

const judgedItems = ({ items }: RequestProgress): RequestItem[] =>
  items.map(({ item, progress }) => ({ ...item, state: progress === 'explained' ? 'explained' : 'answered' }))

/** Days before the deadline from which the applicant is reminded. */
const daysBefore = Math.max(...(reminderDays.information_requested ?? [0]))

export function createRequestReminderService({ clock }: Pick<Deps, 'clock'>) {
  /** Reminds applicants who have not answered two days before the deadline and on its day. Returns how many. */
  async function remindAll(): Promise<number> {
    const now = clock.now()
    const until = endOfCityDay(addDays(cityDayOf(now), daysBefore))
    const waiting = { state: 'information_requested', answerBy: trusted({ $gte: now, $lte: until }) } as const
    let reminded = 0
    for await (const application of ApplicationModel.find(waiting).lean<Application[]>().cursor())
      if (isDue(application, cityDayOf(now))) reminded += (await remind(application, now)) ? 1 : 0
    return reminded
  }

  /** Returns null when the case was changed meanwhile. The next run tries again. */
  async function remind(was: Application, at: Date): Promise<Application | null> {
    const { request, answerBy } = was
    if (!request || !answerBy) return null
    const day = cityDayOf(answerBy)
    return applyChange({
      was,
      kind: 'answer_reminded',
      actor: { kind: 'system' },
      at,
      set: { request: { ...request, remindedOf: day } },
      effects: [
        {
          kind: 'mail',
          key: `reminder-${String(request.number)}-${day}-${String(daysBetween(cityDayOf(at), day))}`,
          facts: { template: 'application-answer-reminder', request: String(request.number) },
        },
      ],
    })
  }

  return remindAll
}

/** Checks whether a reminder is due that was not sent, and not directly after the request. */
function isDue({ request, answerBy, events }: Application, today: CityDay): boolean {
  if (!request || !answerBy) return false
  const by = cityDayOf(answerBy)
  const extended = events.findLast(({ kind, at }) => kind === 'answer_extended' && at >= request.askedAt)
  const since = cityDayOf(extended?.at ?? request.askedAt)
  const before = reminderDue('information_requested', { by, since }, today)
  if (before === null) return false
  const from = addDays(by, -before)
  return !events.some(({ kind, at }) => kind === 'answer_reminded' && cityDayOf(at) >= from)
}
