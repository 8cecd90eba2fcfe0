import type { Enquiry } from '#models/enquiries/enquiry.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import { outboxOf, type EffectOf } from '#shared/outbox.ts'
import { enquiryMails } from './mails.ts'

type Nothing = Record<string, never>
/** The letters that follow from an enquiry. The kinds are stored and never renamed. */
type EnquiryEffects = { confirm: Nothing; inbox: Nothing; reply: { reply: string } }

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
    },
  })
}
