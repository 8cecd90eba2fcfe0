import mongoose, { type QueryFilter, type Types } from 'mongoose'
import { AccountModel, type Account, type AccountEvent, type AccountRole } from '#models/accounts/account.ts'
import { containing } from '#outside/database/prefix-filter.ts'

const pageSize = 50

/**
 * `proposed`: a new colleague whom a second administrator has to confirm. `invited`: has not chosen a password yet.
 * `unverified`: has not proved that the mailbox is theirs.
 */
export const personStates = ['active', 'unverified', 'invited', 'proposed', 'deactivated'] as const
export type PersonState = (typeof personStates)[number]
export type PeopleSearch = {
  q?: string | undefined
  role?: AccountRole | undefined
  state?: PersonState | undefined
  page: number
}

export const personFields = {
  email: 1,
  name: 1,
  role: 1,
  locale: 1,
  demo: 1,
  createdAt: 1,
  verifiedAt: 1,
  deactivatedAt: 1,
  sessionEpoch: 1,
  'tokens.invite.expiresAt': 1,
  'secondFactor.since': 1,
  roleProposal: 1,
} as const
/** A person as read with `personFields`. */
export type StoredPerson = Pick<
  Account,
  | '_id'
  | 'email'
  | 'name'
  | 'role'
  | 'locale'
  | 'demo'
  | 'createdAt'
  | 'verifiedAt'
  | 'deactivatedAt'
  | 'sessionEpoch'
  | 'roleProposal'
> & { tokens?: { invite?: { expiresAt: Date } | null } | null; secondFactor?: { since: Date } | null }

export type Person = Pick<Account, 'email' | 'name' | 'role' | 'locale' | 'demo' | 'createdAt'> & {
  id: string
  state: PersonState
  /** Date since which sign-in needs two steps. */
  secondFactor: Date | null
}
export type People = { items: Person[]; total: number; page: number; pages: number }

/** Returns a page of people, newest first, 50 a page. A number beyond the last page gives the last page. */
export async function listPeople(search: PeopleSearch): Promise<People> {
  const filter = filterOf(search)
  const total = await AccountModel.countDocuments(filter)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(search.page, pages)
  const found = await AccountModel.find(filter, personFields)
    .sort({ createdAt: -1, _id: -1 })
    .skip((page - 1) * pageSize)
    .limit(pageSize)
    .lean()
  return { items: found.map(asPerson), total, page, pages }
}

/** Returns everybody who is not an applicant, oldest first. */
export async function listColleagues(): Promise<Person[]> {
  const filter = { role: mongoose.trusted({ $ne: 'applicant' as const }) }
  return (await AccountModel.find(filter, personFields).sort({ createdAt: 1, _id: 1 }).lean()).map(asPerson)
}

export async function findByEmail(email: string): Promise<Person | null> {
  const person = await AccountModel.findOne({ email }, personFields).lean()
  return person && asPerson(person)
}

export type PersonEvent = Pick<AccountEvent, 'at' | 'kind'> & {
  from: string | null
  to: string | null
  /** Name of the person who did it; null for the person's own acts and for the command line. */
  by: string | null
  /** The second administrator, where an act needed two. */
  confirmedBy: string | null
  reason: string | null
}

/** Returns the history of a person's account, newest first. */
export async function historyOf(id: string): Promise<PersonEvent[]> {
  const account = await AccountModel.findOne({ _id: id }, { history: 1 }).lean()
  const history = account?.history ?? []
  const actors = history.flatMap(({ by, confirmedBy }) => [by ?? [], confirmedBy ?? []].flat())
  const found = await AccountModel.find({ _id: mongoose.trusted({ $in: actors }) }, { name: 1 }).lean()
  const names = new Map(found.map(({ _id, name }) => [_id.toHexString(), name]))
  const nameOf = (id: Types.ObjectId | null | undefined) => (id && names.get(id.toHexString())) ?? null
  return history
    .map(({ at, kind, by, from = null, to = null, confirmedBy, reason = null }) => ({
      at,
      kind,
      from,
      to,
      reason,
      by: nameOf(by),
      confirmedBy: nameOf(confirmedBy),
    }))
    .reverse()
}

export function asPerson({ _id, email, name, role, locale, demo, createdAt, ...rest }: StoredPerson): Person {
  const secondFactor = rest.secondFactor?.since ?? null
  return { id: _id.toHexString(), email, name, role, locale, demo, createdAt, state: stateOf(rest), secondFactor }
}

function stateOf(person: Pick<StoredPerson, 'deactivatedAt' | 'tokens' | 'verifiedAt' | 'roleProposal'>): PersonState {
  if (person.roleProposal?.invitation) return 'proposed'
  if (person.deactivatedAt) return 'deactivated'
  if (person.tokens?.invite) return 'invited'
  return person.verifiedAt ? 'active' : 'unverified'
}

const fieldIsSet = () => mongoose.trusted({ $ne: null })

const stateFilters: Record<PersonState, () => QueryFilter<Account>> = {
  active: () => ({ deactivatedAt: null, 'tokens.invite': null, verifiedAt: fieldIsSet() }),
  unverified: () => ({ deactivatedAt: null, 'tokens.invite': null, verifiedAt: null }),
  invited: () => ({ deactivatedAt: null, 'tokens.invite': fieldIsSet() }),
  proposed: () => ({ 'roleProposal.invitation': true }),
  deactivated: () => ({ deactivatedAt: fieldIsSet(), 'roleProposal.invitation': mongoose.trusted({ $ne: true }) }),
}

function filterOf({ q, role, state }: PeopleSearch): QueryFilter<Account> {
  const queryFilter = q ? { $or: [{ name: containing(q) }, { email: containing(q) }] } : {}
  return { ...(state ? stateFilters[state]() : {}), ...(role ? { role } : {}), ...queryFilter }
}
