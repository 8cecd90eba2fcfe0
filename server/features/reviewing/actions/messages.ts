import mongoose, { trusted, type UpdateQuery } from 'mongoose'
import { z } from 'zod'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { appendLogLines } from '#models/parts/text-to-translate.ts'
import { doneBefore, recordAudit } from '#outside/audit.ts'
import { readCaseFor, subjectOf } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { field } from '#features/cases/desk/form-parts.ts'
import { isOfficer } from '#features/cases/interviews/rules.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { sentLine } from '#features/cases/writing/waiting-texts.ts'
import { onceField } from '#web/forms/once.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import { conflict } from '#shared/errors.ts'
import { hasOpenGap } from '#shared/texts/filling.ts'
import { describeWritingForAudit } from '#shared/texts/writing.ts'
import {
  addMessage,
  findEarlierSend,
  maxMessages,
  toMessage,
  type MessageInput,
  type MessageWrite,
} from '../correspondence.ts'

/** Number of messages on the page with the form. */
const shown = z.coerce.number().int().min(0).max(maxMessages).optional().catch(undefined)

/** Writes a message to the applicant. */
export const messages = caseAction({
  name: 'messages',
  roles: ['reviewer', 'decider'],
  place: 'messages',
  isOpen: (_file, actor) => isOfficer(actor),
  input: z
    .object({
      publicMessage: requiredTextField(extents.message).refine(input => !hasOpenGap(input), 'enquiries.gap-open'),
      once: onceField,
      shown,
    })
    .transform(({ publicMessage, ...more }) => ({ text: publicMessage, ...more })),
  tells: { field: 'publicMessage', as: 'text', extent: extents.message },
  form: making => ({ fields: [field(making, 'publicMessage', { several: true, rows: 4 })] }),
  run: ({ casePorts }: WithPorts, { id, actor, input }) => sendMessage(casePorts, id, actor, input),
})

/** Marks the applicant's messages as needing no answer. */
export const messagesSettled = caseAction({
  name: 'messages-settled',
  roles: ['reviewer', 'decider'],
  place: 'messages',
  // Also when none wait, so that a form sent twice is answered as the first time. The page shows the button only beside
  // messages that wait.
  isOpen: (_file, actor) => isOfficer(actor),
  bare: true,
  input: z.object({ shown }),
  run: (_services, { id, actor, input }) => settleMessages(id, actor, input),
})

/** `shown`: number of messages on the page with the form; undefined when the form does not say it. */
type Shown = { shown?: number | undefined }

/**
 * Sends a message from the office to the applicant, who is notified by mail. Marks the applicant's messages that the author
 * was shown as answered.
 */
export async function sendMessage(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { shown, ...written }: MessageInput & Shown,
): Promise<Application> {
  const message = toMessage('office', actor, clock.now(), written)
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
  const changes = [{ field: 'event', before: null, after: 'message_sent' }, ...describeWritingForAudit(written.writing)]
  recordAudit({ action: 'application.changed', subject: subjectOf(sent), changes })
  return sent
}

/**
 * Marks the applicant's messages as needing no answer. Throws `application.message-since` when one has come that the page
 * with the form did not show.
 */
async function settleMessages(id: string, actor: Actor, { shown }: Shown): Promise<Application> {
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
    const sent = await addMessage(adding, { ...update, ...answered(unread) }, withoutMessagesAfter(known))
    if (sent || known === undefined) return sent
    const now = await readCaseFor(adding.id, adding.actor)
    const { messages = [] } = now
    if (messages.length <= known || messages.some(({ _id }) => _id.equals(adding.message._id))) return null
    known = messages.length
    unread = countUnread(now, shown)
  }
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

/** Returns how many of the applicant's messages a page with this number of messages did not show. */
const countUnread = ({ messages = [] }: Application, shown = messages.length): number =>
  messages.slice(shown).filter(({ from }) => from === 'applicant').length

/** Returns the update after which no more than these messages wait. A colleague may have answered more of them meanwhile. */
const answered = (left: number) => ({ $min: { unansweredMessages: left } })
