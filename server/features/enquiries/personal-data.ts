import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { jsonEntry, ownSection, type PersonalData } from '#shared/personal-data.ts'
import { saidAsText, saidTo } from '#shared/texts/writing.ts'
import { EnquiryModel, type Enquiry, type EnquiryReply } from '#models/enquiries/enquiry.ts'

/** What somebody has asked the office from their address, each with all that was written since, by either side. */
export const enquiriesPersonalData: PersonalData = {
  async *archive(asked) {
    const { holder, t, locale } = asked
    const enquiries = holder.verified ? await sentFrom(holder.email) : []
    yield jsonEntry(asked, 'enquiries', enquiries)
    const items = enquiries.flatMap(({ createdAt, topic, message, replies = [] }) => [
      { title: `${formatInstant(locale, createdAt)}${dot}${t(`contact.topic.${topic}`)}`, text: message },
      ...replies.map(({ at, way, text, writing, attachments = [] }) => ({
        title: `${formatInstant(locale, at)}${dot}${t(way === 'received' ? 'privacy.archive.reply.own' : 'privacy.archive.reply.office')}`,
        text: [saidAsText(saidTo({ t, locale }, { text, writing })), ...attachments].join('\n'),
      })),
    ])
    return ownSection(t('privacy.archive.enquiries'), items)
  },
  erase: ({ verified, email }) => (verified ? forgetSender(email) : Promise.resolve()),
}

const sentFields = {
  _id: 0,
  ...{ name: 1, email: 1, phone: 1, messenger: 1, preferredLanguage: 1, topic: 1, message: 1, premisesCode: 1 },
  ...{ status: 1, createdAt: 1, 'replies.at': 1, 'replies.way': 1, 'replies.text': 1, 'replies.attachments': 1 },
  // Not who translated an answer, nor why nobody did.
  ...{ 'replies.writing.language': 1, 'replies.writing.original': 1 },
} as const
type SentEnquiry = Pick<
  Enquiry,
  | 'name'
  | 'email'
  | 'phone'
  | 'messenger'
  | 'preferredLanguage'
  | 'topic'
  | 'message'
  | 'premisesCode'
  | 'status'
  | 'createdAt'
> & {
  /** What was written since, by either side, the oldest first. */ replies?: Pick<
    EnquiryReply,
    'at' | 'way' | 'text' | 'writing' | 'attachments'
  >[]
}

/** What came from an address. Whoever asks has shown that the mailbox is theirs. What the office noted is not among it. */
const sentFrom = (email: string): Promise<SentEnquiry[]> =>
  EnquiryModel.find({ email }, sentFields).sort({ createdAt: -1 }).lean<SentEnquiry[]>()

/** For an account that is deleted: its messages go, answered or not. */
async function forgetSender(email: string): Promise<void> {
  await EnquiryModel.deleteMany({ email })
}

export const ownEnquiries = { sentFrom, forgetSender }
