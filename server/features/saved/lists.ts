import { randomBytes } from 'node:crypto'
import { trusted } from 'mongoose'
import { SavedModel, type Saved, type AlertRhythm } from '#models/saved/saved.ts'
import { conflict } from '#shared/errors.ts'
import { type Verdict, no, yes } from '#shared/verdict.ts'
import { ignoreDuplicate } from '#outside/database/duplicate-key.ts'
import type { Deps } from './ports.ts'
import { maxSaved, nothingSaved, type SavedList, canAlert, keyOf } from './rules.ts'
import { endLetters, createMatches } from './alerts/alerts.ts'

type AccountHolder = { id: string; verified: boolean }
type SearchDeps = Pick<Deps, 'clock' | 'catalogue'> & { ofAccount: (account: string) => Promise<SavedList> }
const newToken = (): string => randomBytes(16).toString('base64url')

/** Saved searches of people with an account. */
function savedSearches({ clock, catalogue, ofAccount }: SearchDeps) {
  const matches = createMatches(catalogue)

  /** Adds `queries` as made by `queryOf`, oldest first; existing ones stay unchanged. All or none. */
  async function add(account: string, queries: readonly string[]): Promise<Verdict<'too-many'>> {
    return addToLists(account, async () => ({ searches: newSearches(await ofAccount(account), queries, clock.now()) }))
  }

  /**
   * Saves a search. If it is new and the person has a confirmed address, daily alerts are switched on. `daily` says whether
   * this call switched them on.
   */
  async function save(reader: AccountHolder, query: string): Promise<Verdict<'too-many'> & { daily: boolean }> {
    const isKnown = (await ofAccount(reader.id)).searches.some(search => search.query === query)
    const verdict = await add(reader.id, [query])
    if (!verdict.ok || isKnown || !reader.verified) return { ...verdict, daily: false }
    return { ...verdict, daily: (await setAlert(reader, keyOf(query), 'daily')).ok }
  }

  async function remove(account: string, key: string): Promise<void> {
    await endLetters({ account }, { key, change: { $pull: { searches: { key } } } }, matches)
  }

  /** Sets the rhythm of a search's alerts. From then on only new matches are reported. */
  async function setAlert(
    reader: AccountHolder,
    key: string,
    alert: AlertRhythm,
  ): Promise<Verdict<'unverified' | 'gone'>> {
    const verdict = canAlert(alert, reader.verified)
    if (!verdict.ok) return verdict
    const search = (await ofAccount(reader.id)).searches.find(one => one.key === key)
    if (!search) return no('gone')
    if (alert === 'none') {
      const change = { $set: { 'searches.$.alert': alert } }
      return (await endLetters({ account: reader.id }, { key, change }, matches)) ? yes : no('gone')
    }
    const there = search.alert === 'none' ? await matches(search.query) : []
    const { matchedCount } = await SavedModel.updateOne(
      { account: reader.id, 'searches.key': key },
      { $set: { 'searches.$.alert': alert }, $addToSet: { known: { $each: there } }, $inc: { round: 1 } },
    )
    return matchedCount === 1 ? yes : no('gone')
  }

  return { add, save, remove, setAlert }
}

/** Returns the codes that are not yet favourites, in the stored form. */
function newFavourites(own: SavedList, codes: readonly string[], at: Date) {
  const names = [...new Set(codes)].filter(code => !own.favourites.includes(code))
  return { name: 'code', names, entries: names.map(code => ({ code, at })) }
}

/** Returns the queries that are not yet saved, in the stored form. */
function newSearches(own: SavedList, queries: readonly string[], at: Date) {
  const savedQueries = new Set(own.searches.map(({ query }) => query))
  const newQueries = [...new Set(queries)].filter(query => !savedQueries.has(query))
  const entries = newQueries.map(query => ({ key: keyOf(query), query, alert: 'none', token: newToken(), at }))
  return { name: 'key', names: entries.map(({ key }) => key), entries }
}

const shownFields = { 'favourites.code': 1, 'searches.key': 1, 'searches.query': 1, 'searches.alert': 1 } as const

/** Returns what an account has saved. */
async function ofAccount(account: string): Promise<SavedList> {
  const saved = await SavedModel.findOne({ account }, shownFields).lean<Pick<Saved, 'favourites' | 'searches'>>()
  if (!saved) return nothingSaved
  return {
    favourites: saved.favourites.map(({ code }) => code).reverse(),
    searches: saved.searches.map(({ key, query, alert }) => ({ key, query, alert })).reverse(),
  }
}

/** What accounts have saved. Every change is one write whose filter says when it is allowed. */
export function savedLists({ clock, catalogue }: Pick<Deps, 'clock' | 'catalogue'>) {
  const searches = savedSearches({ clock, catalogue, ofAccount })

  /** Adds several favourites, oldest first; existing ones keep their place. All or none. */
  async function addFavourites(account: string, codes: readonly string[]): Promise<Verdict<'too-many'>> {
    return addToLists(account, async () => ({
      favourites: newFavourites(await ofAccount(account), codes, clock.now()),
    }))
  }

  async function removeFavourites(account: string, codes: readonly string[]): Promise<void> {
    await SavedModel.updateOne({ account }, { $pull: { favourites: { code: { $in: [...codes] } } } })
  }

  /**
   * Adopts what a visitor saved before signing in, as far as there is room, newest first. Returns how many of each are new.
   * Throws when another tab filled the list meanwhile.
   */
  async function takeOver(account: string, guest: SavedList): Promise<{ favourites: number; searches: number }> {
    const brought = { favourites: 0, searches: 0 }
    const taken = await addToLists(account, async () => {
      const own = await ofAccount(account)
      const room = (kind: keyof typeof maxSaved) => Math.max(0, maxSaved[kind] - own[kind].length)
      const existing = new Set([...own.favourites, ...own.searches.map(({ query }) => query)])
      const codes = guest.favourites.filter(code => !existing.has(code)).slice(0, room('favourites'))
      const queries = guest.searches.map(({ query }) => query).filter(query => !existing.has(query))
      const accepted = queries.slice(0, room('searches'))
      Object.assign(brought, { favourites: codes.length, searches: accepted.length })
      const at = clock.now()
      return {
        favourites: newFavourites(own, codes.toReversed(), at),
        searches: newSearches(own, accepted.toReversed(), at),
      }
    })
    if (!taken.ok) throw conflict('saved.refused.favourites', { facts: { account } })
    return brought
  }

  /** Returns everything that is stored, with its dates, except the secrets that stop alerts without signing in. */
  async function everythingSaved(account: string) {
    const saved = await SavedModel.findOne({ account }, { favourites: 1, searches: 1, known: 1 }).lean<Saved>()
    return {
      favourites: (saved?.favourites ?? []).map(({ code, at }) => ({ code, at })),
      searches: (saved?.searches ?? []).map(({ query, alert, at }) => ({ query, alert, at })),
      toldOf: saved?.known ?? [],
    }
  }

  /** For an account that is deleted: removes everything saved and thereby all alerts. */
  async function forgetEverything(account: string): Promise<void> {
    await SavedModel.deleteOne({ account })
  }

  return {
    lists: { ofAccount, everythingSaved, forgetEverything, takeOver },
    favourites: { add: addFavourites, remove: removeFavourites },
    searches,
  }
}

/** New entries of a list; `name` is the field that tells them apart. */
type NewEntries = { name: string; names: readonly string[]; entries: readonly object[] }
type ListName = keyof typeof maxSaved
type NewEntriesByList = Partial<Record<ListName, NewEntries>>

/** Adds new entries to lists, all or none. If another tab added some of them first, the rest is tried once more. */
async function addToLists(
  account: string,
  findNewEntries: () => Promise<NewEntriesByList>,
): Promise<Verdict<'too-many'>> {
  const [first] = await Promise.all([findNewEntries(), ensureRecord(account)])
  return (await tryAddEntries(account, first)) || (await tryAddEntries(account, await findNewEntries()))
    ? yes
    : no('too-many')
}

/** The filter refuses duplicates and lists that would grow too long, so two tabs together cannot exceed the limit. */
async function tryAddEntries(account: string, newEntries: NewEntriesByList): Promise<boolean> {
  const lists = (Object.entries(newEntries) as [ListName, NewEntries][]).filter(([, { entries }]) => entries.length > 0)
  if (lists.length === 0) return true
  if (lists.some(([list, { entries }]) => entries.length > maxSaved[list])) return false
  const free: Record<string, object> = {}
  for (const [list, { name, names, entries }] of lists) {
    free[`${list}.${name}`] = trusted({ $nin: names })
    free[`${list}.${maxSaved[list] - entries.length}`] = trusted({ $exists: false })
  }
  const { modifiedCount } = await SavedModel.updateOne(
    { account, ...free },
    { $push: Object.fromEntries(lists.map(([list, { entries }]) => [list, { $each: entries }])) },
  )
  return modifiedCount === 1
}

async function ensureRecord(account: string): Promise<void> {
  await SavedModel.updateOne({ account }, { $setOnInsert: { account } }, { upsert: true }).catch(ignoreDuplicate)
}
