import { trusted, type QueryFilter } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { type Reach, limitedTo } from '../accounts/scope.ts'

export type EnquiryLine = Pick<
  Enquiry,
  '_id' | 'name' | 'topic' | 'preferredLanguage' | 'premisesCode' | 'status' | 'createdAt' | 'assignee'
>
export type EnquiryList = { items: EnquiryLine[]; total: number; page: number; pages: number }

/** Filters of the list. `new` waits for an answer; `mine` and `unassigned` are parts of it. */
export const enquiryScopes = ['new', 'mine', 'unassigned', 'answered', 'spam'] as const
export type EnquiryScope = (typeof enquiryScopes)[number]
type Wanted = { status?: EnquiryScope | undefined; page: number; /** Reach of the user who asks. */ reach: Reach }

const enquiriesPerPage = 25
const fields = {
  ...{ name: 1, topic: 1, preferredLanguage: 1, premisesCode: 1, status: 1, createdAt: 1, assignee: 1 },
} as const

/**
 * Returns the filter for enquiries that a user may see: those about no premises, those about premises within their reach,
 * and those assigned to them, because who has to answer must read the question (ADR 54).
 */
export const visibleTo = ({ id, premises }: Reach): QueryFilter<Enquiry> =>
  limitedTo(premises && { $or: [{ premisesCode: trusted({ $in: [null, ...premises] }) }, { 'assignee.id': id }] })

/** Returns false also when the enquiry does not exist. */
export const isVisibleTo = async (id: string, reach: Reach): Promise<boolean> =>
  (await EnquiryModel.exists({ _id: id, ...visibleTo(reach) })) !== null

/** Returns a page of the enquiries that a user may see, newest first. Without a scope, all except spam. */
export async function listEnquiries({ status, page, reach }: Wanted): Promise<EnquiryList> {
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
