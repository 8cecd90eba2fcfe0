import type { QueryFilter } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { beginningWith } from '#outside/database/beginning-with.ts'
import { beginningsOf, digitsOf, endFirst } from '#shared/texts/normal-words.ts'
import { canonicalCode, canonicalReference } from '#shared/texts/codes.ts'
import { plainAddress } from '#shared/texts/plain-signs.ts'
import type { Reach } from '../accounts/scope.ts'
import { visibleTo } from './list.ts'
import { phoneMark } from './search-terms.ts'

const looked = 40
const shown = 8
const shortestPhone = 4

export type FoundEnquiry = Pick<Enquiry, '_id' | 'name' | 'topic' | 'status' | 'createdAt'>
const fields = { name: 1, topic: 1, status: 1, createdAt: 1 } as const

/** Finds enquiries for staff who answer them, among those they may see, the latest first. */
export async function findEnquiries(typed: string, reach: Reach): Promise<{ items: FoundEnquiry[]; more: boolean }> {
  const [own, terms] = [visibleTo(reach), termsFor(typed)]
  const email = plainAddress(typed.trim())
  const found = await Promise.all([
    terms.length > 0 ? latest({ ...own, searchTerms: beginningWith(terms) }) : [],
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
  return [...beginningsOf(typed), ...(isPhone ? [`${phoneMark}${endFirst(digits)}`] : []), ...(code ? [code] : [])]
}

const latest = (filter: QueryFilter<Enquiry>): Promise<FoundEnquiry[]> =>
  EnquiryModel.find(filter, fields).sort({ createdAt: -1 }).limit(looked).lean<FoundEnquiry[]>()
