import mongoose, { trusted } from 'mongoose'
import { EnquiryModel, type Enquiry } from '../../../models/enquiry.ts'
import { tell } from '../../outside/acting.ts'
import type { Clock } from '../../outside/clock.ts'
import { tokenIn, withoutQuoted } from './threading.ts'

export type InboundMail = { to: string; from: string; text: string; /** With its angle brackets. */ messageId: string }
/** `unknown`: no enquiry has such an address; `empty`: nothing but the letter that is answered; `full`: too much came. */
export type Reception = 'threaded' | 'known' | 'unknown' | 'empty' | 'full'

const longest = 5_000
/** Of one enquiry: two people do not write more, programs that answer each other do. */
const mostReplies = 200

/** Answers of senders that come by mail. */
export function receivingOf({ clock }: { clock: Clock }) {
  /**
   * Adds a letter to the enquiry whose address it came to, which then waits for an answer again; spam stays spam. The same
   * letter is added once, however often a mail server hands it over.
   */
  async function receive({ to, from, text, messageId }: InboundMail): Promise<Reception> {
    const enquiry = await enquiryAt(to)
    if (!enquiry) return 'unknown'
    const { _id, name, status } = enquiry
    const written = withoutQuoted(text)
    const refusal = refusalOf(enquiry, written, messageId)
    if (refusal) return refusal

    const at = clock.now()
    const said = { _id: new mongoose.Types.ObjectId(), at, by: { id: 'mail', name: from }, way: 'received' as const }
    const { matchedCount } = await EnquiryModel.updateOne(
      { _id, 'replies.messageId': trusted({ $ne: messageId }) },
      {
        $set: { status: status === 'spam' ? 'spam' : 'new' },
        $inc: { version: 1 },
        $push: {
          replies: { ...said, text: shortened(written), messageId },
          events: { at, by: { kind: 'applicant', name }, kind: 'reply_received' },
        },
      },
    )
    if (matchedCount === 0) return 'known'
    tell({ action: 'enquiry.reply-received', subject: { kind: 'enquiry', id: _id.toHexString() } })
    return 'threaded'
  }

  return { receive }
}

async function enquiryAt(address: string): Promise<Enquiry | null> {
  const replyToken = tokenIn(address)
  return replyToken ? EnquiryModel.findOne({ replyToken }).lean<Enquiry>() : null
}

function refusalOf({ replies = [] }: Enquiry, written: string, messageId: string): 'known' | 'full' | 'empty' | null {
  if (replies.some(reply => reply.messageId === messageId)) return 'known'
  if (replies.length >= mostReplies) return 'full'
  return written === '' ? 'empty' : null
}

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)
