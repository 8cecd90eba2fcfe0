import type { Enquiry } from '#models/enquiries/enquiry.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import { createOutbox, type EffectOf } from '#shared/outbox.ts'
import type { MailService } from '#outside/mail/mail.ts'
import { translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { formatPresentedText, presentText } from '#shared/texts/writing.ts'
import { pathTo } from '#server/paths.ts'
import { enquiryNumber } from './rules.ts'
import { replyAddress } from './inbound/threading.ts'

/** Language of mails to the office, whose staff work for the city. */
const officeLocale: Locale = 'zh'

type Deps = {
  mail: Pick<MailService, 'queue'>
  /** Returns the address at which the office receives mail. */
  inbox: () => Promise<string>
  /** Mailbox whose mails are handed to us; undefined when there is none. */
  answersTo: string | undefined
  /** Returns a colleague's address; null for one who may no longer read the enquiry. */
  readerOf: (id: string, enquiry: Enquiry) => Promise<{ email: string; locale: Locale } | null>
}

/** Builds the mails of an enquiry. Each is queued once, however often it is requested. */
function createEnquiryMailService({ mail, inbox, answersTo, readerOf }: Deps) {
  /** Confirms the receipt. The mail contains nothing that the sender typed, because the address is not verified. */
  function confirmToSender({ _id, email, preferredLanguage, digest }: Enquiry): Promise<void> {
    return mail.queue({
      cause: `enquiry:${_id.toHexString()}:received`,
      to: email,
      locale: preferredLanguage,
      template: 'enquiry-received',
      facts: { link: `/${preferredLanguage}/premises`, number: enquiryNumber({ digest }) },
    })
  }

  async function tellOffice({ _id, name, email, message }: Enquiry): Promise<void> {
    const id = _id.toHexString()
    await mail.queue({
      cause: `enquiry:${id}:inbox`,
      to: await inbox(),
      locale: officeLocale,
      template: 'enquiry-inbox',
      facts: { name, email, message, link: `/${officeLocale}/staff/enquiries/${id}` },
    })
  }

  /** Sends an answer in the language that the sender chose. Mails in reply are added to the enquiry, or go to the office. */
  async function sendReply(
    { _id, email, preferredLanguage: locale, replies = [], replyToken }: Enquiry,
    replyId: string,
  ): Promise<void> {
    const reply = replies.find(one => one._id.toHexString() === replyId)
    if (!reply) return
    const office = await inbox()
    await mail.queue({
      cause: `enquiry:${_id.toHexString()}:reply:${replyId}`,
      to: email,
      replyTo: answersTo && replyToken ? replyAddress(answersTo, replyToken) : office,
      ...referringTo(replies.findLast(({ messageId }) => messageId)?.messageId),
      locale,
      template: 'enquiry-reply',
      facts: { text: formatPresentedText(presentText({ t: translatorFor(locale), locale }, reply)), office },
    })
  }

  /** Tells a colleague that a note mentions them, without any text of the note or the enquiry. */
  async function tellMentioned(enquiry: Enquiry, account: string, key: string): Promise<void> {
    const reader = await readerOf(account, enquiry)
    if (!reader) return
    const id = enquiry._id.toHexString()
    const { email: to, locale } = reader
    const link = pathTo(locale, '/staff/enquiries/:id', { id })
    await mail.queue({ cause: `enquiry:${id}:${key}`, to, locale, template: 'enquiry-mentioned', facts: { link } })
  }

  return { confirmToSender, tellOffice, sendReply, tellMentioned }
}

/** Returns the header by which the sender's mail program shows the answer below the mail that it answers. */
const referringTo = (messageId: string | null | undefined) => (messageId ? { references: messageId } : {})

type Nothing = Record<string, never>
/** Effects of an enquiry: mails. The kinds are stored and never renamed. */
type EnquiryEffects = { confirm: Nothing; inbox: Nothing; reply: { reply: string }; mention: { account: string } }

/** Returns the effect for a mail. Each kind occurs once in an enquiry, unless `key` contains its cause. */
export const effectOf = ({ kind, facts }: EffectOf<EnquiryEffects>, key: string = kind): PendingEffect => ({
  key,
  kind,
  facts,
})

/** Builds the outbox of enquiries. Each mail is idempotent: it is queued once. */
export function createEnquiryOutbox(deps: Parameters<typeof createEnquiryMailService>[0]) {
  const mails = createEnquiryMailService(deps)
  return createOutbox<Enquiry, EnquiryEffects>({
    name: 'enquiries',
    collection: 'enquiries',
    field: 'effects',
    handlers: {
      confirm: enquiry => mails.confirmToSender(enquiry),
      inbox: enquiry => mails.tellOffice(enquiry),
      reply: (enquiry, { facts }) => mails.sendReply(enquiry, facts.reply),
      mention: (enquiry, { key, facts }) => mails.tellMentioned(enquiry, facts.account, key),
    },
  })
}
