import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { jsonEntry, ownSection, type PersonalData } from '#shared/personal-data.ts'
import { formatPresentedText, presentText } from '#shared/texts/writing.ts'
import { EnquiryModel, type Enquiry, type EnquiryReply } from '#models/enquiries/enquiry.ts'

/** Personal data: enquiries sent from a person's address, with all later messages of both sides. */
export const enquiriesPersonalData: PersonalData = {
  async *archive(request) {
    const { holder, t, locale } = request
    const enquiries = holder.verified ? await sentFrom(holder.email) : []
    yield jsonEntry(request, 'enquiries', enquiries)
    const items = enquiries.flatMap(({ createdAt, topic, message, replies = [] }) => [
      { title: `${formatInstant(locale, createdAt)}${dot}${t(`contact.topic.${topic}`)}`, text: message },
      ...replies.map(({ at, way, text, writing, attachments = [] }) => ({
        title: `${formatInstant(locale, at)}${dot}${t(way === 'received' ? 'privacy.archive.reply.own' : 'privacy.archive.reply.office')}`,
        text: [formatPresentedText(presentText({ t, locale }, { text, writing })), ...attachments].join('\n'),
      })),
    ])
    return ownSection(t('privacy.archive.enquiries'), items)
  },
  erase: ({ verified, email }) => (verified ? forgetSender(email) : Promise.resolve()),
}

const sentFields = {
  _id: 0,
  name: 1,
  email: 1,
  phone: 1,
  messenger: 1,
  preferredLanguage: 1,
  topic: 1,
  message: 1,
  premisesCode: 1,
  status: 1,
  createdAt: 1,
  'replies.at': 1,
  'replies.way': 1,
  'replies.text': 1,
  'replies.attachments': 1,
  // Leaves out who translated an answer, and why it was not translated.
  'replies.writing.language': 1,
  'replies.writing.original': 1,
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
  /** Later messages of both sides, the oldest first. */ replies?: Pick<
    EnquiryReply,
    'at' | 'way' | 'text' | 'writing' | 'attachments'
  >[]
}

/** Returns the enquiries from an address, which the caller has verified. Leaves out the office's notes. */
const sentFrom = (email: string): Promise<SentEnquiry[]> =>
  EnquiryModel.find({ email }, sentFields).sort({ createdAt: -1 }).lean<SentEnquiry[]>()

/** For an account being deleted: deletes its enquiries, answered or not. */
async function forgetSender(email: string): Promise<void> {
  await EnquiryModel.deleteMany({ email })
}

export const ownEnquiries = { sentFrom, forgetSender }
