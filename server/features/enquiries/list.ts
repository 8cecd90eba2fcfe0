import { trusted, type QueryFilter } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { beginningsOf, digitsOf, reverseDigits, personTerms } from '#shared/texts/normal-words.ts'
import { canonicalCode, canonicalReference } from '#shared/texts/codes.ts'
import { digestOfNumber } from './rules.ts'
import { toPlainEmail } from '#shared/texts/plain-signs.ts'
import { beginningWith } from '#outside/database/prefix-filter.ts'
import { scopeFilter, type Reach } from '../accounts/scope.ts'

export type EnquiryLine = Pick<
  Enquiry,
  '_id' | 'name' | 'topic' | 'preferredLanguage' | 'premisesCode' | 'status' | 'createdAt' | 'assignee'
>
export type EnquiryList = { items: EnquiryLine[]; total: number; page: number; pages: number }

/** Filters of the list. `new` waits for an answer; `mine` and `unassigned` are parts of it. */
export const enquiryScopes = ['new', 'mine', 'unassigned', 'answered', 'spam'] as const
export type EnquiryScope = (typeof enquiryScopes)[number]
type ListQuery = { status?: EnquiryScope | undefined; page: number; /** Reach of the user who asks. */ reach: Reach }

const enquiriesPerPage = 25
const fields = {
  name: 1,
  topic: 1,
  preferredLanguage: 1,
  premisesCode: 1,
  status: 1,
  createdAt: 1,
  assignee: 1,
} as const

/**
 * Returns the filter for enquiries that a user may see: those about no premises, those about premises within their reach,
 * and those assigned to them, because who has to answer must read the question (ADR 54).
 */
export const visibleTo = ({ id, premises }: Reach): QueryFilter<Enquiry> =>
  scopeFilter(premises && { $or: [{ premisesCode: trusted({ $in: [null, ...premises] }) }, { 'assignee.id': id }] })

/** Returns false also when the enquiry does not exist. */
export const isVisibleTo = async (id: string, reach: Reach): Promise<boolean> =>
  (await EnquiryModel.exists({ _id: id, ...visibleTo(reach) })) !== null

/** Returns a page of the enquiries that a user may see, newest first. Without a scope, all except spam. */
export async function listEnquiries({ status, page, reach }: ListQuery): Promise<EnquiryList> {
  const filter = { ...visibleTo(reach), ...filterOf(status, reach.id) }
  const total = await EnquiryModel.countDocuments(filter)
  const pages = Math.max(1, Math.ceil(total / enquiriesPerPage))
  const current = Math.min(page, pages)
  const items = await EnquiryModel.find(filter)
    .select(fields)
    .sort({ createdAt: -1, _id: -1 })
    .skip((current - 1) * enquiriesPerPage)
    .limit(enquiriesPerPage)
    .lean<EnquiryLine[]>()
  return { items, total, page: current, pages }
}

function filterOf(scope: EnquiryScope | undefined, me: string): QueryFilter<Enquiry> {
  if (scope === 'mine') return { status: 'new', 'assignee.id': me }
  if (scope === 'unassigned') return { status: 'new', 'assignee.id': null }
  return { status: scope ?? trusted({ $in: ['new' as const, 'answered' as const] }) }
}

const looked = 40
const shown = 8
const shortestPhone = 4

type FoundEnquiry = Pick<Enquiry, '_id' | 'name' | 'topic' | 'status' | 'createdAt'>
const foundFields = { name: 1, topic: 1, status: 1, createdAt: 1 } as const

/** Finds enquiries for staff who answer them, among those they may see, the latest first. */
export async function findEnquiries(typed: string, reach: Reach): Promise<{ items: FoundEnquiry[]; more: boolean }> {
  const own = visibleTo(reach)
  const terms = termsFor(typed)
  const email = toPlainEmail(typed.trim())
  const number = digestOfNumber(typed)
  const found = await Promise.all([
    terms.length > 0 ? latest({ ...own, searchTerms: beginningWith(terms) }) : [],
    number ? latest({ ...own, digest: beginningWith([number]) }) : [],
    /^[^\s@]{3,}(@\S*)?$/.test(email) ? latest({ ...own, email: beginningWith([email]) }) : [],
  ])
  const distinct = new Map(found.flat().map(enquiry => [enquiry._id.toHexString(), enquiry]))
  const items = [...distinct.values()].toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
  return { items: items.slice(0, shown), more: items.length > shown }
}

function termsFor(typed: string): string[] {
  const digits = digitsOf(typed)
  const isPhone = /^[+()\d\s.-]+$/.test(typed.trim()) && digits.length >= shortestPhone
  const code = canonicalCode(typed) ?? canonicalReference(typed)
  return [...beginningsOf(typed), ...(isPhone ? [`${phoneMark}${reverseDigits(digits)}`] : []), ...(code ? [code] : [])]
}

const latest = (filter: QueryFilter<Enquiry>): Promise<FoundEnquiry[]> =>
  EnquiryModel.find(filter, foundFields).sort({ createdAt: -1 }).limit(looked).lean<FoundEnquiry[]>()

const phoneMark = '~t'

type Sent = { name: string; phone?: string | null | undefined; premisesCode?: string | null | undefined }
type Linked = Sent & { application?: { reference: string } | null | undefined }

/**
 * Returns the search terms of an enquiry: the sender's name in any script, the end of the telephone number, the premises,
 * the case.
 */
export function enquiryTerms({ name, phone, premisesCode, application }: Linked): string[] {
  const number = reverseDigits(phone ?? '')
  return [
    ...personTerms(name),
    ...(number ? [`${phoneMark}${number}`] : []),
    ...(premisesCode ? [premisesCode.toUpperCase()] : []),
    ...(application ? [application.reference] : []),
  ]
}

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
const historyFields = {
  createdAt: 1,
  preferredLanguage: 1,
  topic: 1,
  status: 1,
  'events.kind': 1,
  'events.at': 1,
} as const

/** Returns the enquiries that arrived between two instants, both included, the earliest first. */
export async function enquiryHistories(from: Date, to: Date): Promise<EnquiryHistory[]> {
  const createdAt = trusted({ $gte: from, $lte: to })
  const found = await EnquiryModel.find({ createdAt }, historyFields).sort({ createdAt: 1 }).lean<Stored[]>()
  return found.map(({ createdAt: receivedAt, preferredLanguage: language, topic, status, events }) => ({
    receivedAt,
    language,
    topic,
    spam: status === 'spam',
    answeredAt: events.find(({ kind }) => answers.has(kind))?.at ?? null,
  }))
}
