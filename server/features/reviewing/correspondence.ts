import mongoose, { trusted, type QueryFilter, type UpdateQuery } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { CaseMessage, CaseNote } from '#models/cases/parts/correspondence.ts'
import { appendLogLines } from '#models/parts/text-to-translate.ts'
import { recordAudit, doneBefore } from '#outside/audit.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { describeWritingForAudit } from '#shared/texts/writing.ts'
import { mentionedIn, type Mentionable } from '#shared/texts/mentions.ts'
import { staffRoles } from '#web/locals.ts'
import { readCaseFor, subjectOf, type OutgoingText } from '../cases/change.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { sentLine, textIn } from '../cases/writing/waiting-texts.ts'
import { conflictedIn } from '../cases/review/panel.ts'

/** Limits that keep a case within the size of a document and one applicant from filling the desk. */
export const maxMessages = 500
const maxUnanswered = 20

/** A text with the id from its form, if the form had one. Sent twice, it is stored once. */
type MessageInput = OutgoingText & { text: string; once?: string | undefined }
/** `shown`: number of messages on the page with the form; undefined when the form does not say it. */
type Shown = { shown?: number | undefined }

/**
 * Builds the functions for notes and messages of a case. Each write only adds, so it needs no revision: no decision depends
 * on it, and no text is refused because a colleague was faster with something else.
 */
export function createCorrespondenceService({ clock, accounts }: Pick<Deps, 'clock' | 'accounts'>) {
  /**
   * Sends a message from the office to the applicant, who is notified by mail. Marks the applicant's messages that the author
   * was shown as answered.
   */
  async function send(id: string, actor: Actor, { shown, ...written }: MessageInput & Shown): Promise<Application> {
    const message = messageOf('office', actor, written)
    const key = `application:${id}:${message._id.toHexString()}-0`
    const mail = { key, kind: 'mail', facts: { template: 'application-message' } }
    const { sends } = written
    const line = sends ? sentLine(await readCaseFor(id, actor), sends, { at: message.at, by: message.by }) : []
    const adding = { id, actor, message, sends }
    const sent = await addAnswer(adding, shown, {
      $push: { messages: message, pendingEffects: mail, ...appendLogLines(line) },
      ...(sends ? removeSentText(sends) : {}),
    })
    if (!sent) return findEarlierSend(adding)
    const changes = [
      { field: 'event', before: null, after: 'message_sent' },
      ...describeWritingForAudit(written.writing),
    ]
    recordAudit({ action: 'application.changed', subject: subjectOf(sent), changes })
    return sent
  }

  /** Stores a message from the applicant, possible at any time after submission. */
  async function writeToOffice(id: string, actor: Actor, written: MessageInput): Promise<Application> {
    const message = messageOf('applicant', actor, written)
    const adding = { id, actor, message }
    const sent = await add(adding, { $inc: { unansweredMessages: 1 }, $push: { messages: message } })
    return sent ?? findEarlierSend(adding)
  }

  /**
   * Marks the applicant's messages as needing no answer. Throws `application.message-since` when one has come that the page
   * with the form did not show.
   */
  async function settle(id: string, actor: Actor, { shown }: Shown): Promise<Application> {
    for (let known = shown; ;) {
      const waiting = { _id: id, unansweredMessages: trusted({ $gt: 0 }), ...withoutMessagesAfter(known) }
      const { modifiedCount } = await ApplicationModel.updateOne(waiting, answered(0), { timestamps: false })
      const now = await readCaseFor(id, actor)
      if (modifiedCount > 0) return now
      if (!now.unansweredMessages) return doneBefore(now)
      if (countUnread(now, shown) > 0) throw conflict('application.message-since', { facts: { id } })
      known = now.messages?.length
    }
  }

  /** Counts the cases with unanswered messages. */
  const countUnanswered = (): Promise<number> =>
    ApplicationModel.countDocuments({ unansweredMessages: trusted({ $gt: 0 }) })

  function messageOf(from: CaseMessage['from'], actor: Actor, { text, once, writing }: MessageInput): CaseMessage {
    const texts = { text, ...(writing ? { writing } : {}) }
    return { _id: new mongoose.Types.ObjectId(once), at: clock.now(), from, by: authorOf(actor), ...texts }
  }

  return { ...notesOf({ clock, accounts }), send, writeToOffice, settle, countUnanswered }
}

/**
 * Removes the sent text from those waiting for translation. Raises the revision, because other writes replace the whole
 * list.
 */
const removeSentText = (sends: string): UpdateQuery<Application> => ({
  $pull: { toTranslate: { _id: new mongoose.Types.ObjectId(sends) } },
  $inc: { revision: 1 },
})

/** Returns the condition that a case has no more messages than these; no condition for undefined. */
const withoutMessagesAfter = (shown: number | undefined) =>
  shown === undefined ? {} : { [`messages.${String(shown)}`]: trusted({ $exists: false }) }

type MessageWrite = { id: string; actor: Actor; message: CaseMessage; sends?: string | undefined }

/** Returns how many of the applicant's messages a page with this number of messages did not show. */
const countUnread = ({ messages = [] }: Application, shown = messages.length): number =>
  messages.slice(shown).filter(({ from }) => from === 'applicant').length

/** Returns the update after which no more than these messages wait. A colleague may have answered more of them meanwhile. */
const answered = (left: number) => ({ $min: { unansweredMessages: left } })

/**
 * Adds a message from the office. The applicant's messages beyond those `shown` to its author still wait for an answer.
 * Returns null when nothing was written.
 */
async function addAnswer(
  adding: MessageWrite,
  shown: number | undefined,
  update: UpdateQuery<Application>,
): Promise<Application | null> {
  for (let [known, unread] = [shown, 0]; ;) {
    const sent = await add(adding, { ...update, ...answered(unread) }, withoutMessagesAfter(known))
    if (sent || known === undefined) return sent
    const now = await readCaseFor(adding.id, adding.actor)
    const { messages = [] } = now
    if (messages.length <= known || messages.some(({ _id }) => _id.equals(adding.message._id))) return null
    known = messages.length
    unread = countUnread(now, shown)
  }
}

/** Adds a message, if the case is as `condition` says. Returns null when nothing was written. */
function add(
  { id, actor, message, sends }: MessageWrite,
  update: UpdateQuery<Application>,
  condition: QueryFilter<Application> = {},
): Promise<Application | null> {
  return ApplicationModel.findOneAndUpdate(
    {
      ...condition,
      _id: id,
      ...(actor.kind === 'applicant' ? { applicant: actor.id ?? null } : {}),
      submittedAt: trusted({ $type: 'date' }),
      [`messages.${String(maxMessages - 1)}`]: trusted({ $exists: false }),
      'messages._id': trusted({ $ne: message._id }),
      ...(sends ? { 'toTranslate._id': new mongoose.Types.ObjectId(sends) } : {}),
      ...(message.from === 'applicant' ? { unansweredMessages: trusted({ $not: { $gte: maxUnanswered } }) } : {}),
    },
    update,
    { returnDocument: 'after' },
  ).lean<Application>()
}

/**
 * Returns the case when the form was sent twice and the first request stored the message. Otherwise throws why it was not
 * stored: `application.message-before` when the first request stored another message. It is for the author to decide
 * whether the recipient needs both.
 */
async function findEarlierSend({ id, actor, message, sends }: MessageWrite): Promise<Application> {
  const found = await readCaseFor(id, actor)
  const earlier = found.messages?.find(({ _id }) => _id.equals(message._id))
  if (earlier && isSameMessage(earlier, message)) return doneBefore(found)
  if (earlier) throw conflict('application.message-before', { facts: { id } })
  if (sends && !textIn(found, sends)) throw conflict('writing.gone', { facts: { id } })
  throw await createWriteError(id, actor)
}

/** Checks whether two messages have the same text, as written and as translated. */
const isSameMessage = (one: CaseMessage, other: CaseMessage): boolean =>
  one.text === other.text && one.writing?.original?.text === other.writing?.original?.text

/** Roles that may read cases. */
const readers = ['reviewer', 'decider', 'administrator'] as const
/** Limit that keeps a case within the size of a document. */
const maxNotes = 500

/**
 * `mention`: id of a colleague to notify besides those mentioned in the text; empty for none. `once`: id from the form. Sent
 * twice, it is one note.
 */
type NoteInput = { text: string; mention?: string; once?: string | undefined }

/** Builds the functions for colleagues' notes on a case and the mentions in them (ADR 132). */
function notesOf({ clock, accounts }: Pick<Deps, 'clock' | 'accounts'>) {
  /**
   * Returns the colleagues who can be notified of a note: those who may read the case. Colleagues with a conflict of
   * interest may not.
   */
  async function mentionable({ events }: Pick<Application, 'events'>, by: string | undefined): Promise<Mentionable[]> {
    const out = conflictedIn({ events })
    const colleagues = await accounts.people.colleagues(readers)
    return colleagues.filter(({ id }) => id !== by && !out.includes(id)).map(({ id, name }) => ({ id, name }))
  }

  /** Returns the mentioned colleagues. Throws `case.refused.cannot-mention` for one who may not read the case. */
  async function mentionsOf(id: string, actor: Actor, { text, mention = '' }: NoteInput): Promise<Mentionable[]> {
    const able = await mentionable(await readCaseFor(id, actor), actor.id)
    const chosen = able.filter(one => one.id === mention)
    if (mention && chosen.length === 0) throw conflict('case.refused.cannot-mention', { facts: { id } })
    const called = mentionedIn(text, await accounts.people.colleagues(staffRoles)).map(one => one.id)
    return able.filter(one => chosen.includes(one) || called.includes(one.id))
  }

  /** Adds a note for colleagues only. Mentioned colleagues get a mail and see it on their desks until they open the case. */
  async function addNote(id: string, actor: Actor, written: NoteInput): Promise<Application> {
    const mentions = await mentionsOf(id, actor, written)
    const at = clock.now()
    const note: CaseNote = {
      ...{ _id: new mongoose.Types.ObjectId(written.once), at, by: authorOf(actor), text: written.text },
      ...(mentions.length > 0 ? { mentions } : {}),
    }
    const noted = await ApplicationModel.findOneAndUpdate(
      {
        _id: id,
        submittedAt: trusted({ $type: 'date' }),
        [`notes.${String(maxNotes - 1)}`]: trusted({ $exists: false }),
        'notes._id': trusted({ $ne: note._id }),
      },
      { $push: { notes: note, ...toldOf(id, note) } },
      // The note does not concern the applicant, so the time of the last change stays.
      { returnDocument: 'after', timestamps: false },
    ).lean<Application>()
    return noted ?? findEarlierNote(id, actor, note)
  }

  /** Marks the notes as seen by a colleague. */
  async function markSeen({ _id, mentioned = [] }: Pick<Application, '_id' | 'mentioned'>, account: string) {
    const seen = mentioned.filter(one => one.account === account).map(({ note }) => note)
    if (seen.length === 0) return
    const update = { $pull: { mentioned: { account, note: { $in: seen } } } }
    await ApplicationModel.updateOne({ _id }, update, { timestamps: false })
  }

  return { mentionable, addNote, markSeen }
}

/** Returns the mentions and mails that a note causes. */
function toldOf(id: string, { _id, at, mentions = [] }: CaseNote) {
  if (mentions.length === 0) return {}
  const mails = mentions.map(({ id: account }, index) => ({
    ...{ key: `application:${id}:${_id.toHexString()}-${String(index)}`, kind: 'staff_mail' },
    facts: { template: 'case-mentioned', account },
  }))
  return {
    mentioned: { $each: mentions.map(({ id: account }) => ({ note: _id, account, at })) },
    pendingEffects: { $each: mails },
  }
}

/**
 * Returns the case when the form was sent twice and the first request stored the note. Otherwise throws why it was not
 * stored: `case.refused.note-before` when the first request stored another note.
 */
async function findEarlierNote(id: string, actor: Actor, note: CaseNote): Promise<Application> {
  const found = await readCaseFor(id, actor)
  const earlier = found.notes?.find(({ _id }) => _id.equals(note._id))
  if (earlier && isSameNote(earlier, note)) return doneBefore(found)
  if (earlier) throw conflict('case.refused.note-before', { facts: { id } })
  throw await createWriteError(id, actor)
}

/** Checks whether two notes have the same text and mention the same colleagues. */
const isSameNote = (one: CaseNote, other: CaseNote): boolean =>
  one.text === other.text && mentionedBy(one) === mentionedBy(other)

const mentionedBy = ({ mentions = [] }: CaseNote): string =>
  mentions
    .map(({ id }) => id)
    .toSorted()
    .join(' ')

const authorOf = ({ id = '', name = '' }: Actor) => ({ id, name: name || '—' })

/** Returns the error why nothing was written: the user has no such case, or the limit is reached. */
async function createWriteError(id: string, actor: Actor) {
  const { submittedAt } = await readCaseFor(id, actor)
  return submittedAt
    ? conflict('application.correspondence-full', { facts: { id } })
    : notFound('application.not-found')
}
