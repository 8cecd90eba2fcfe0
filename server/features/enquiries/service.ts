import { createHash } from 'node:crypto'
import { trusted } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailService } from '#outside/mail/mail.ts'
import { ignoreDuplicate } from '#outside/database/duplicate-key.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { siteSettings } from '#shared/site-settings.ts'
import { addMonths, cityDayOf, startOfCityDay } from '#shared/days/city-day.ts'
import type { Reach, Scoped } from '../accounts/scope.ts'
import { createAnswerTemplateService } from './replies/answer-templates.ts'
import { createAnsweringService } from './replies/answering.ts'
import { enquiryDemonstration } from './demonstration.ts'
import { enquiryHistories, findEnquiries, enquiryTerms, listEnquiries, isVisibleTo } from './list.ts'
import { createEnquiryOutbox, effectOf } from './effects.ts'
import { enquiriesPersonalData, ownEnquiries } from './personal-data.ts'
import { receiveReply } from './inbound/receiving.ts'
import type { FormerAmong } from './rules.ts'
import { createMentionService, canStillRead, type Answerer } from './mentions.ts'
import { createReassignmentSource } from './hands.ts'
import { enquiryWork } from './work.ts'
import type { Mentionable } from '#shared/texts/mentions.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { withDeps } from '#shared/with-deps.ts'

/** Fields of the contact form. */
export type NewEnquiry = Pick<
  Enquiry,
  'name' | 'email' | 'phone' | 'messenger' | 'preferredLanguage' | 'topic' | 'message'
> & { premisesCode: string | null }

export type ReceivedEnquiry = Pick<Enquiry, 'digest' | 'topic' | 'message' | 'premisesCode'>
const receiptMs = 24 * 60 * 60 * 1000

/** Counts one more enquiry and returns whether it is still allowed. */
type Allows = (limit: 'enquiries-address' | 'enquiries-sender', who: string, points: number) => Promise<boolean>
type Deps = {
  clock: Clock
  mail: Pick<MailService, 'queue'>
  /** Returns the address at which the office receives mail. */
  inbox: () => Promise<string>
  /** Mailbox for senders' answers, when its mail server delivers them to us. */
  answersTo?: string | undefined
  allows: Allows
  formerAmong: FormerAmong
  /** Returns all colleagues who answer enquiries, with the buildings to which they are limited. */
  answerers: () => Promise<Answerer[]>
  /** Returns all colleagues. */
  colleagues: () => Promise<readonly Mentionable[]>
  contactOf: (id: string) => Promise<{ email: string; locale: Locale }>
  /** Returns the premises about which a colleague may see enquiries. */
  reachOf: (colleague: Scoped) => Promise<Reach>
}

export function enquiriesService(deps: Deps) {
  const { clock, mail, inbox, answersTo, allows, reachOf, formerAmong } = deps

  /**
   * Stores a message and notifies both sides. The same message on the same day is stored once. Throws `too-many` when the
   * limit of `address` (the origin of the request) or of the e-mail address is exceeded.
   */
  async function send(enquiry: NewEnquiry, address: string): Promise<void> {
    const { enquiriesHourly } = siteSettings()
    // A whole office may share one address.
    const allowed =
      (await allows('enquiries-address', address, 2 * enquiriesHourly)) &&
      (await allows('enquiries-sender', enquiry.email, enquiriesHourly))
    if (!allowed) throw new AppError('too-many', 'error.too-many')

    const now = clock.now()
    const digest = digestOf(enquiry, now)
    const effects = [effectOf({ kind: 'confirm', facts: {} }), effectOf({ kind: 'inbox', facts: {} })]
    const events = [{ at: now, by: { kind: 'applicant', name: enquiry.name }, kind: 'received' }]
    await EnquiryModel.updateOne(
      { digest },
      {
        $setOnInsert: {
          ...enquiry,
          searchTerms: enquiryTerms(enquiry),
          digest,
          status: 'new',
          version: 0,
          effects,
          events,
        },
      },
      { upsert: true, setDefaultsOnInsert: true },
    ).catch(ignoreDuplicate)
  }

  /** Returns what somebody asked in the last day, for the address that only its sender has; null for any other. */
  async function findReceived(receipt: string): Promise<ReceivedEnquiry | null> {
    const since = new Date(clock.now().getTime() - receiptMs)
    return EnquiryModel.findOne(
      { digest: receipt, createdAt: trusted({ $gt: since }) },
      { _id: 0, digest: 1, topic: 1, message: 1, premisesCode: 1 },
    ).lean<ReceivedEnquiry>()
  }

  async function one(id: string): Promise<Enquiry> {
    const enquiry = await EnquiryModel.findById(id).lean<Enquiry>()
    if (!enquiry) throw notFound()
    return enquiry
  }

  /** Deletes answered messages and spam that arrived more than this number of months ago. Returns how many. */
  async function forgetAnswered(months: number): Promise<number> {
    const before = startOfCityDay(addMonths(cityDayOf(clock.now()), -months))
    const { deletedCount } = await EnquiryModel.deleteMany({
      status: trusted({ $in: ['answered' as const, 'spam' as const] }),
      createdAt: trusted({ $lt: before }),
    })
    if (deletedCount > 0) {
      const changes = [{ field: 'counts', before: deletedCount, after: 0 }]
      recordAudit({ action: 'enquiry.forgotten', subject: { kind: 'enquiry', id: 'answered' }, changes })
    }
    return deletedCount
  }

  const { work: mentioned, ...mentions } = createMentionService(deps)
  const replies = createAnsweringService({ clock, one, formerAmong, mentionsOf: mentions.mentionsOf })
  const readerOf = async (id: string, enquiry: Enquiry) =>
    (await canStillRead(id, enquiry, deps)) ? deps.contactOf(id) : null
  return {
    send,
    receiptOf: (enquiry: NewEnquiry) => digestOf(enquiry, clock.now()),
    findReceived,
    outbox: createEnquiryOutbox({ mail, inbox, answersTo, readerOf }),
    list: listEnquiries,
    one,
    forgetAnswered,
    isVisibleTo,
    work: [...enquiryWork({ reachOf }), mentioned],
    mentions,
    personalData: enquiriesPersonalData,
    histories: enquiryHistories,
    threads: answersTo !== undefined,
    receive: withDeps({ clock, formerAmong }, receiveReply),
    find: findEnquiries,
    own: ownEnquiries,
    replies,
    hands: [createReassignmentSource(replies)],
    templates: createAnswerTemplateService({ clock }),
    demonstration: enquiryDemonstration({ clock }),
  }
}
export type EnquiriesService = ReturnType<typeof enquiriesService>

function digestOf({ email, topic, message, premisesCode }: NewEnquiry, now: Date): string {
  const parts = [cityDayOf(now), email, topic, premisesCode, message]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
