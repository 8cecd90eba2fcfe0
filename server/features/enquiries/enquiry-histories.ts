import { trusted } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'

/** Facts about an enquiry for reports, without names. */
export type EnquiryHistory = {
  receivedAt: Date
  language: Enquiry['preferredLanguage']
  topic: Enquiry['topic']
  spam: boolean
  /** When it was first answered; null while it is not. */
  answeredAt: Date | null
}
type Stored = Pick<Enquiry, 'createdAt' | 'preferredLanguage' | 'topic' | 'status' | 'events'>

const answers = new Set(['answered', 'reply_mail', 'reply_elsewhere'])
const fields = { createdAt: 1, preferredLanguage: 1, topic: 1, status: 1, 'events.kind': 1, 'events.at': 1 } as const

/** Returns the enquiries that arrived between two instants, both included, the earliest first. */
export async function enquiryHistories(from: Date, to: Date): Promise<EnquiryHistory[]> {
  const createdAt = trusted({ $gte: from, $lte: to })
  const found = await EnquiryModel.find({ createdAt }, fields).sort({ createdAt: 1 }).lean<Stored[]>()
  return found.map(({ createdAt: receivedAt, preferredLanguage: language, topic, status, events }) => ({
    ...{ receivedAt, language, topic },
    spam: status === 'spam',
    answeredAt: events.find(({ kind }) => answers.has(kind))?.at ?? null,
  }))
}
