import mongoose, { trusted, type QueryFilter, type UpdateQuery } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { CaseMessage } from '#models/cases/parts/correspondence.ts'
import { doneBefore } from '#outside/audit.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { readCaseFor, type OutgoingText } from '../cases/change.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { textIn } from '../cases/writing/waiting-texts.ts'

/** Limits that keep a case within the size of a document and one applicant from filling the desk. */
export const maxMessages = 500
const maxUnanswered = 20

/** A text with the id from its form, if the form had one. Sent twice, it is stored once. */
export type MessageInput = OutgoingText & { text: string; once?: string | undefined }
export type MessageWrite = { id: string; actor: Actor; message: CaseMessage; sends?: string | undefined }

/** Stores a message from the applicant, possible at any time after submission. */
export async function writeToOffice(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  written: MessageInput,
): Promise<Application> {
  const message = toMessage('applicant', actor, clock.now(), written)
  const adding = { id, actor, message }
  const sent = await addMessage(adding, { $inc: { unansweredMessages: 1 }, $push: { messages: message } })
  return sent ?? findEarlierSend(adding)
}

/** Counts the cases with unanswered messages. */
export const countUnanswered = (): Promise<number> =>
  ApplicationModel.countDocuments({ unansweredMessages: trusted({ $gt: 0 }) })

/** Returns a message as it is stored. */
export function toMessage(
  from: CaseMessage['from'],
  actor: Actor,
  at: Date,
  { text, once, writing }: MessageInput,
): CaseMessage {
  const texts = { text, ...(writing ? { writing } : {}) }
  return { _id: new mongoose.Types.ObjectId(once), at, from, by: authorOf(actor), ...texts }
}

/**
 * Adds a message, if the case is as `condition` says. Returns null when nothing was written. Messages and notes only add to a
 * case, so they need no revision: no decision depends on them, and no text is refused because a colleague was faster with
 * something else.
 */
export function addMessage(
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
export async function findEarlierSend({ id, actor, message, sends }: MessageWrite): Promise<Application> {
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

export const authorOf = ({ id = '', name = '' }: Actor) => ({ id, name: name || '—' })

/** Returns the error why nothing was written: the user has no such case, or the limit is reached. */
export async function createWriteError(id: string, actor: Actor) {
  const { submittedAt } = await readCaseFor(id, actor)
  return submittedAt
    ? conflict('application.correspondence-full', { facts: { id } })
    : notFound('application.not-found')
}
