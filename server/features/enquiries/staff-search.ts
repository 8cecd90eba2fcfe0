import type { QueryFilter } from 'mongoose'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { beginningWith } from '#outside/database/beginning-with.ts'
import { beginningsOf, digitsOf, endFirst } from '#shared/texts/normal-words.ts'
import type { Reach } from '../accounts/scope.ts'
import { visibleTo } from './list.ts'
import { phoneMark } from './search-terms.ts'

const looked = 40
const shown = 8
const shortestPhone = 4

export type FoundEnquiry = Pick<Enquiry, '_id' | 'name' | 'topic' | 'status' | 'createdAt'>
const fields = { name: 1, topic: 1, status: 1, createdAt: 1 } as const

/** For those who answer enquiries, of those that they see; the latest first. */
export async function findEnquiries(typed: string, reach: Reach): Promise<{ items: FoundEnquiry[]; more: boolean }> {
  const [own, terms] = [visibleTo(reach), termsFor(typed)]
  const email = typed.trim().toLowerCase()
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
  const code = typed.trim().toUpperCase()
  return [
    ...beginningsOf(typed),
    ...(isPhone ? [`${phoneMark}${endFirst(digits)}`] : []),
    ...(/^([A-Z]{3}-[A-Z]-\d{4,7}|SS-\d{4}-\d{6})$/.test(code) ? [code] : []),
  ]
}

const latest = (filter: QueryFilter<Enquiry>): Promise<FoundEnquiry[]> =>
  EnquiryModel.find(filter, fields).sort({ createdAt: -1 }).limit(looked).lean<FoundEnquiry[]>()
