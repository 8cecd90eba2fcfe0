import mongoose, { trusted, type UpdateQuery } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { CaseMessage } from '#models/cases/parts/correspondence.ts'
import { withLines } from '#models/parts/text-to-translate.ts'
import { recordAudit } from '#outside/audit.ts'
import { conflict } from '#shared/errors.ts'
import { toldOfWriting } from '#shared/texts/writing.ts'
import { readFor, subjectOf, type Outgoing } from '../cases/change.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { sentLine, textIn } from '../cases/writing/text-in.ts'
import { authorOf, fullOrMissing, notesOf } from './notes.ts'

/** Limits that keep a case within the size of a document and one applicant from filling the desk. */
const messagesAtMost = 500
const unansweredAtMost = 20

/** A text with the id from its form, if the form had one. Sent twice, it is stored once. */
type Written = Outgoing & { text: string; once?: string | undefined }

/**
 * Builds the functions for notes and messages of a case. Each write only adds, so it needs no revision: no decision depends
 * on it, and no text is refused because a colleague was faster with something else.
 */
export function correspondenceOf({ clock, accounts }: Pick<Deps, 'clock' | 'accounts'>) {
  /**
   * Sends a message from the office to the applicant, who is notified by mail. Marks the applicant's messages as answered.
   */
  async function send(id: string, actor: Actor, written: Written): Promise<Application> {
    const message = messageOf('office', actor, written)
    const key = `application:${id}:${message._id.toHexString()}-0`
    const mail = { key, kind: 'mail', facts: { template: 'application-message' } }
    const { sends } = written
    const line = sends ? sentLine(await readFor(id, actor), sends, { at: message.at, by: message.by }) : []
    const sent = await add(
      { id, actor, message, sends },
      {
        $set: { unansweredMessages: 0 },
        $push: { messages: message, pendingEffects: mail, ...withLines(line) },
        ...(sends ? textSent(sends) : {}),
      },
    )
    const changes = [{ field: 'event', before: null, after: 'message_sent' }, ...toldOfWriting(written.writing)]
    recordAudit({ action: 'application.changed', subject: subjectOf(sent), changes })
    return sent
  }

  /** Stores a message from the applicant, possible at any time after submission. */
  async function writeToOffice(id: string, actor: Actor, written: Written): Promise<Application> {
    const message = messageOf('applicant', actor, written)
    return add({ id, actor, message }, { $inc: { unansweredMessages: 1 }, $push: { messages: message } })
  }

  /** Marks the applicant's messages as needing no answer. */
  async function settle(id: string, actor: Actor): Promise<Application> {
    await ApplicationModel.updateOne({ _id: id }, { $set: { unansweredMessages: 0 } }, { timestamps: false })
    return readFor(id, actor)
  }

  /** Counts the cases with unanswered messages. */
  const countUnanswered = (): Promise<number> =>
    ApplicationModel.countDocuments({ unansweredMessages: trusted({ $gt: 0 }) })

  function messageOf(from: CaseMessage['from'], actor: Actor, { text, once, writing }: Written): CaseMessage {
    const said = { text, ...(writing ? { writing } : {}) }
    return { _id: new mongoose.Types.ObjectId(once), at: clock.now(), from, by: authorOf(actor), ...said }
  }

  return { ...notesOf({ clock, accounts }), send, writeToOffice, settle, countUnanswered }
}

/**
 * Removes the sent text from those waiting for translation. Raises the revision, because other writes replace the whole
 * list.
 */
const textSent = (sends: string): UpdateQuery<Application> => ({
  $pull: { toTranslate: { _id: new mongoose.Types.ObjectId(sends) } },
  $inc: { revision: 1 },
})

type Adding = { id: string; actor: Actor; message: CaseMessage; sends?: string | undefined }

async function add(adding: Adding, update: UpdateQuery<Application>): Promise<Application> {
  const { id, actor, message, sends } = adding
  const sent = await ApplicationModel.findOneAndUpdate(
    {
      _id: id,
      ...(actor.kind === 'applicant' ? { applicant: actor.id ?? null } : {}),
      submittedAt: trusted({ $type: 'date' }),
      [`messages.${String(messagesAtMost - 1)}`]: trusted({ $exists: false }),
      'messages._id': trusted({ $ne: message._id }),
      ...(sends ? { 'toTranslate._id': new mongoose.Types.ObjectId(sends) } : {}),
      ...(message.from === 'applicant' ? { unansweredMessages: trusted({ $not: { $gte: unansweredAtMost } }) } : {}),
    },
    update,
    { returnDocument: 'after' },
  ).lean<Application>()
  return sent ?? sentBefore(adding)
}

/**
 * Returns the case when the form was sent twice and the first request stored the message. Otherwise throws why it was not
 * stored.
 */
async function sentBefore({ id, actor, message: { _id }, sends }: Adding): Promise<Application> {
  const found = await readFor(id, actor)
  if (found.messages?.some(message => message._id.equals(_id))) return found
  if (sends && !textIn(found, sends)) throw conflict('writing.gone', { facts: { id } })
  throw await fullOrMissing(id, actor)
}
