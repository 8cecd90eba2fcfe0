import type { Enquiry } from '#models/enquiries/enquiry.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import { outboxOf, type EffectOf } from '#shared/outbox.ts'
import type { MailService } from '#outside/mail/mail.ts'
import { translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { saidAsText, saidTo } from '#shared/texts/writing.ts'
import { pathTo } from '#server/paths.ts'
import { replyAddress } from './inbound/threading.ts'

/** The city's own staff answer enquiries. */
const officeLocale: Locale = 'zh'

type Deps = {
  mail: Pick<MailService, 'queue'>
  /** Where the office reads its mail. */
  inbox: () => Promise<string>
  /** The mailbox whose letters come back to us, or none. */
  answersTo: string | undefined
  /** Where a colleague reads mail; null for one who may not read the enquiry any more. */
  readerOf: (id: string, enquiry: Enquiry) => Promise<{ email: string; locale: Locale } | null>
}

/** The letters of an enquiry, each queued once however often it is asked for. */
function enquiryMails({ mail, inbox, answersTo, readerOf }: Deps) {
  /** Nothing the sender typed goes into it: the address is not proven to be theirs. */
  function confirmToSender({ _id, email, preferredLanguage }: Enquiry): Promise<void> {
    return mail.queue({
      cause: `enquiry:${_id.toHexString()}:received`,
      to: email,
      locale: preferredLanguage,
      template: 'enquiry-received',
      facts: { link: `/${preferredLanguage}/premises` },
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

  /** In the language that the sender asked for; what the sender writes back finds its enquiry, or goes to the office. */
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
      ...{ locale, template: 'enquiry-reply' },
      facts: { text: saidAsText(saidTo({ t: translatorFor(locale), locale }, reply)), office },
    })
  }

  /** That a note mentions them, and nothing of what anybody wrote. */
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

/** So that the sender's mail program puts it below the letter that it answers. */
const referringTo = (messageId: string | null | undefined) => (messageId ? { references: messageId } : {})

type Nothing = Record<string, never>
/** The letters that follow from an enquiry. The kinds are stored and never renamed. */
type EnquiryEffects = { confirm: Nothing; inbox: Nothing; reply: { reply: string }; mention: { account: string } }

/** A letter that a change owes. Each kind once an enquiry, unless `key` names its cause. */
export const effectOf = ({ kind, facts }: EffectOf<EnquiryEffects>, key: string = kind): PendingEffect => ({
  key,
  kind,
  facts,
})

/** Each letter may be asked for again: it is queued once. */
export function enquiryOutbox(deps: Parameters<typeof enquiryMails>[0]) {
  const mails = enquiryMails(deps)
  return outboxOf<Enquiry, EnquiryEffects>({
    ...{ name: 'enquiries', collection: 'enquiries', field: 'effects' },
    handlers: {
      confirm: enquiry => mails.confirmToSender(enquiry),
      inbox: enquiry => mails.tellOffice(enquiry),
      reply: (enquiry, { facts }) => mails.sendReply(enquiry, facts.reply),
      mention: (enquiry, { key, facts }) => mails.tellMentioned(enquiry, facts.account, key),
    },
  })
}
