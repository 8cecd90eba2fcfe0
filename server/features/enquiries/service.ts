import { createHash } from 'node:crypto'
import { trusted } from 'mongoose'
import { EnquiryModel, type Enquiry, type EnquiryStatus } from '../../../models/enquiry.ts'
import type { EventActor } from '../../../models/parts/history.ts'
import type { Clock } from '../../outside/clock.ts'
import type { MailService } from '../../outside/mail.ts'
import { AppError, conflict, notFound } from '../../shared/errors.ts'
import { addMonths, cityDayOf, startOfCityDay } from '../../shared/city-day.ts'
import type { Locale } from '../../shared/i18n.ts'
import { enquiryFinding } from './finding.ts'
import { enquiryTerms } from './finding-terms.ts'
import { ownEnquiries } from './own.ts'
import { enquiryWork } from './work.ts'

/** What the contact form carries. */
export type NewEnquiry = Pick<
  Enquiry,
  'name' | 'email' | 'phone' | 'messenger' | 'preferredLanguage' | 'topic' | 'message'
> & { premisesCode: string | null }

export type EnquiryLine = Pick<
  Enquiry,
  '_id' | 'name' | 'topic' | 'preferredLanguage' | 'premisesCode' | 'status' | 'createdAt'
>
export type EnquiryList = { items: EnquiryLine[]; total: number; page: number; pages: number }
export type Officer = { kind: EventActor; id: string; name: string }
type Change = { id: string; version: number; by: Officer }

/** Counts one more enquiry and says whether it is still allowed. */
type Allows = (limit: 'enquiries-address' | 'enquiries-sender', who: string) => Promise<boolean>
type Deps = {
  clock: Clock
  mail: Pick<MailService, 'queue'>
  /** Where the office reads its mail. */
  inbox: string
  allows: Allows
}

const enquiriesPerPage = 25
/** The city's own staff answer enquiries. */
const officeLocale: Locale = 'zh'

export function enquiriesService({ clock, mail, inbox, allows }: Deps) {
  /**
   * Keeps a message and lets both sides know. The same message of the same day is kept once. Throws `too-many` when
   * `address` (where the request came from) or the e-mail address has had its share.
   */
  async function send(enquiry: NewEnquiry, address: string): Promise<void> {
    const allowed = (await allows('enquiries-address', address)) && (await allows('enquiries-sender', enquiry.email))
    if (!allowed) throw new AppError('too-many', 'error.too-many')

    const now = clock.now()
    const digest = digestOf(enquiry, now)
    const effects = ['confirm', 'inbox'].map(kind => ({ key: kind, kind, facts: {} }))
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
    await runEffects()
  }

  /** Queues the mails that enquiries still owe. Safe to run at any time: a mail is known by its cause. */
  async function runEffects(): Promise<number> {
    const owing = await EnquiryModel.find({ 'effects.key': trusted({ $exists: true }) })
      .limit(100)
      .lean<Enquiry[]>()
    for (const enquiry of owing) {
      await confirmToSender(enquiry)
      await tellOffice(enquiry)
      await EnquiryModel.updateOne({ _id: enquiry._id }, { $set: { effects: [] } })
    }
    return owing.length
  }

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

  function tellOffice({ _id, name, email, message }: Enquiry): Promise<void> {
    const id = _id.toHexString()
    return mail.queue({
      cause: `enquiry:${id}:inbox`,
      to: inbox,
      locale: officeLocale,
      template: 'enquiry-inbox',
      facts: { name, email, message, link: `/${officeLocale}/staff/enquiries/${id}` },
    })
  }

  /** Newest first. */
  async function list({ status, page }: { status?: EnquiryStatus | undefined; page: number }): Promise<EnquiryList> {
    const filter = status ? { status } : {}
    const total = await EnquiryModel.countDocuments(filter)
    const pages = Math.max(1, Math.ceil(total / enquiriesPerPage))
    const current = Math.min(page, pages)
    const items = await EnquiryModel.find(filter)
      .select({ name: 1, topic: 1, preferredLanguage: 1, premisesCode: 1, status: 1, createdAt: 1 })
      .sort({ createdAt: -1, _id: -1 })
      .skip((current - 1) * enquiriesPerPage)
      .limit(enquiriesPerPage)
      .lean<EnquiryLine[]>()
    return { items, total, page: current, pages }
  }

  async function one(id: string): Promise<Enquiry> {
    const enquiry = await EnquiryModel.findById(id).lean<Enquiry>()
    if (!enquiry) throw notFound()
    return enquiry
  }

  /** Writes the note and says whether the enquiry has been answered. */
  async function record(
    { id, version, by }: Change,
    { status, note }: Pick<Enquiry, 'status' | 'note'>,
  ): Promise<void> {
    const { status: before } = await one(id)
    const kind = status === before ? 'noted' : status === 'answered' ? 'answered' : 'reopened'
    const { matchedCount } = await EnquiryModel.updateOne(
      { _id: id, version },
      { $set: { status, note }, $inc: { version: 1 }, $push: { events: { at: clock.now(), by, kind, note } } },
    )
    if (matchedCount === 0) throw conflict('error.stale', { facts: { id, version } })
  }

  /** Deletes messages that were answered, once so many months have passed since they came. Returns how many. */
  async function forgetAnswered(months: number): Promise<number> {
    const before = startOfCityDay(addMonths(cityDayOf(clock.now()), -months))
    const { deletedCount } = await EnquiryModel.deleteMany({ status: 'answered', createdAt: trusted({ $lt: before }) })
    return deletedCount
  }

  const others = { ...ownEnquiries, ...enquiryFinding }
  return { send, runEffects, list, one, record, forgetAnswered, work: enquiryWork, ...others }
}

function digestOf({ email, topic, message, premisesCode }: NewEnquiry, now: Date): string {
  const parts = [cityDayOf(now), email, topic, premisesCode, message]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

function ignoreDuplicate(error: unknown): void {
  if ((error as { code?: number }).code !== 11_000) throw error
}
