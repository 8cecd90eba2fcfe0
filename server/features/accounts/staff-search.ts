import { trusted, type QueryFilter } from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { beginningWith } from '#outside/database/prefix-filter.ts'
import { beginningsOf } from '#shared/texts/normal-words.ts'
import { toPlainEmail } from '#shared/texts/plain-signs.ts'
import { asPerson, personFields, type Person, type StoredPerson } from './people/people-list.ts'

const maxCandidates = 40
const maxShown = 8

export type FoundPeople = { items: Person[]; more: boolean }

/** Finds accounts by name in any script or by the beginning of the e-mail address; for administrators. */
async function findPeople(query: string): Promise<FoundPeople> {
  const email = toPlainEmail(query.trim())
  const terms = beginningsOf(query)
  const [named, addressed] = await Promise.all([
    terms.length > 0 ? latest({ searchTerms: beginningWith(terms) }) : [],
    /^[^\s@]{3,}(@\S*)?$/.test(email) ? latest({ email: beginningWith([email]) }) : [],
  ])
  const found = [...new Map([...addressed, ...named].map(person => [person._id.toHexString(), person])).values()]
  return { items: found.slice(0, maxShown).map(asPerson), more: found.length > maxShown }
}

const latest = (filter: QueryFilter<Account>): Promise<StoredPerson[]> =>
  AccountModel.find(filter, personFields).sort({ createdAt: -1 }).limit(maxCandidates).lean<StoredPerson[]>()

/** Returns the ids of applicants with such a name, for slices that only store account ids. */
async function idsNamed(query: string): Promise<string[]> {
  const terms = beginningsOf(query)
  if (terms.length === 0) return []
  const found = await AccountModel.find({ searchTerms: beginningWith(terms), role: 'applicant' }, { _id: 1 })
    .sort({ createdAt: -1 })
    .limit(maxCandidates)
    .lean()
  return found.map(({ _id }) => _id.toHexString())
}

/** Returns the names by id. Deleted accounts are missing. */
async function namesOf(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await AccountModel.find({ _id: trusted({ $in: [...ids] }) }, { name: 1 }).lean()
  return new Map(found.map(({ _id, name }) => [_id.toHexString(), name]))
}

export const accountSearch = { find: findPeople, idsNamed, namesOf }
