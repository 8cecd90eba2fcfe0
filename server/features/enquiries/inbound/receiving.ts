import mongoose, { trusted } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { freeFormerAssignee, type FormerAmong } from '../rules.ts'
import { tokensIn, removeQuoted } from './threading.ts'

export type InboundMail = {
  /** Headers or addresses that may contain ours. The first one found counts. */
  to: readonly string[]
  from: string
  text: string
  /** Message id with its angle brackets. */
  messageId: string
  /** Names of attachments, which are not kept. */
  attachments: readonly string[]
  /** Whether a program wrote it: an absence note, a bounce, a receipt. */
  automatic: boolean
}
/**
 * `noted`: stored, but written by a program, so that nobody has to answer. `unknown`: no enquiry has such an address.
 * `empty`: nothing but the quoted mail. `full`: too many mails.
 */
export type Reception = 'threaded' | 'noted' | 'known' | 'unknown' | 'empty' | 'full'

const maxTextLength = 5_000
/** Most replies in one enquiry. Two people do not write more; programs that answer each other do. */
const maxReplies = 200
/** Most of them written by programs. One says that somebody is away; hundreds are a fault. */
const maxAutomatic = 20

const byPerson = { kind: 'reply_received', action: 'enquiry.reply-received', outcome: 'threaded' } as const
const byProgram = { kind: 'automatic_received', action: 'enquiry.automatic-received', outcome: 'noted' } as const

type ReceivingDeps = { clock: Clock; formerAmong: FormerAmong }

/**
 * Adds a mail to the enquiry that its address belongs to, which then waits for an answer again. Spam stays spam, and a
 * mail written by a program changes nothing else. Idempotent: the same mail is added once, however often it is delivered.
 */
export async function receiveReply(deps: ReceivingDeps, mail: InboundMail): Promise<Reception> {
  const { to, from, text, messageId, attachments, automatic } = mail
  const enquiry = await findEnquiry(to)
  if (!enquiry) return 'unknown'
  const { _id, name, status } = enquiry
  const written = removeQuoted(text)
  const refusal = refusalOf(enquiry, { written, messageId, attachments, automatic })
  if (refusal) return refusal

  const at = deps.clock.now()
  const reply = { _id: new mongoose.Types.ObjectId(), at, by: { id: 'mail', name: from }, way: 'received' as const }
  const { kind, action, outcome } = automatic ? byProgram : byPerson
  const waits = automatic
    ? {}
    : {
        status: status === 'spam' ? status : ('new' as const),
        ...(await freeFormerAssignee(deps.formerAmong, enquiry)),
      }
  const { matchedCount } = await EnquiryModel.updateOne(
    { _id, version: enquiry.version, 'replies.messageId': trusted({ $ne: messageId }) },
    {
      ...(automatic ? {} : { $set: waits, $inc: { version: 1 } }),
      $push: {
        replies: { ...reply, text: shortened(written), messageId, attachments, automatic },
        events: { at, by: { kind: 'applicant', name }, kind },
      },
    },
  )
  // A colleague may have taken it or marked it as spam meanwhile, or the same mail was delivered twice in one moment.
  if (matchedCount === 0) return receiveReply(deps, mail)
  recordAudit({ action, subject: { kind: 'enquiry', id: _id.toHexString() } })
  return outcome
}

async function findEnquiry(to: readonly string[]): Promise<Enquiry | null> {
  const tokens = tokensIn(to)
  if (tokens.length === 0) return null
  const found = await EnquiryModel.find({ replyToken: trusted({ $in: tokens }) }).lean<Enquiry[]>()
  const placeOf = ({ replyToken }: Enquiry): number => tokens.indexOf(replyToken ?? '')
  return found.sort((one, other) => placeOf(one) - placeOf(other))[0] ?? null
}

type Letter = Pick<InboundMail, 'messageId' | 'attachments' | 'automatic'> & { written: string }

function refusalOf(
  { replies = [] }: Enquiry,
  { written, messageId, attachments, automatic }: Letter,
): 'known' | 'full' | 'empty' | null {
  if (replies.some(reply => reply.messageId === messageId)) return 'known'
  const machines = replies.filter(reply => reply.automatic).length
  if (replies.length >= maxReplies || (automatic && machines >= maxAutomatic)) return 'full'
  return written === '' && attachments.length === 0 ? 'empty' : null
}

const shortened = (text: string): string =>
  text.length > maxTextLength ? `${text.slice(0, maxTextLength - 1)}…` : text
