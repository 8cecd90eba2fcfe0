import { randomBytes } from 'node:crypto'
import { trusted } from 'mongoose'
import { SavedModel, type Saved, type AlertRhythm } from '#models/saved/saved.ts'
import { conflict } from '#shared/errors.ts'
import { type Verdict, no, yes } from '#shared/verdict.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import type { Deps } from './ports.ts'
import { mostSaved, nothingSaved, type SavedList, canAlert, keyOf } from './rules.ts'
import { endLetters } from './alerts/ending.ts'
import { matchesIn } from './alerts/matching.ts'

type Reader = { id: string; verified: boolean }
type Needed = Pick<Deps, 'clock' | 'catalogue'> & { ofAccount: (account: string) => Promise<SavedList> }
const newToken = (): string => randomBytes(16).toString('base64url')

/** The saved searches of people with an account. */
function savedSearches({ clock, catalogue, ofAccount }: Needed) {
  const matches = matchesIn(catalogue)

  /** `queries` as `queryOf` makes them, the oldest first; what is there already stays as it is. All or none of them. */
  async function add(account: string, queries: readonly string[]): Promise<Verdict<'too-many'>> {
    return addToLists(account, async () => ({ searches: newSearches(await ofAccount(account), queries, clock.now()) }))
  }

  /**
   * Saves a search of somebody who looks at it: whoever has a confirmed address gets daily letters about it from then on,
   * unless it was there already. `daily` says whether they do.
   */
  async function save(reader: Reader, query: string): Promise<Verdict<'too-many'> & { daily: boolean }> {
    const isKnown = (await ofAccount(reader.id)).searches.some(search => search.query === query)
    const verdict = await add(reader.id, [query])
    if (!verdict.ok || isKnown || !reader.verified) return { ...verdict, daily: false }
    return { ...verdict, daily: (await setAlert(reader, keyOf(query), 'daily')).ok }
  }

  async function remove(account: string, key: string): Promise<void> {
    await endLetters({ account }, { key, change: { $pull: { searches: { key } } } }, matches)
  }

  /** Sets when letters about a search leave. From then on only what is not there yet is told of. */
  async function setAlert(reader: Reader, key: string, alert: AlertRhythm): Promise<Verdict<'unverified' | 'gone'>> {
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

/** What of these codes is not among somebody's favourites, as it is stored. */
function newFavourites(own: SavedList, codes: readonly string[], at: Date) {
  const names = [...new Set(codes)].filter(code => !own.favourites.includes(code))
  return { name: 'code', names, entries: names.map(code => ({ code, at })) }
}

/** What of these queries is not among somebody's searches, as it is stored. */
function newSearches(own: SavedList, queries: readonly string[], at: Date) {
  const known = new Set(own.searches.map(({ query }) => query))
  const fresh = [...new Set(queries)].filter(query => !known.has(query))
  const entries = fresh.map(query => ({ key: keyOf(query), query, alert: 'none', token: newToken(), at }))
  return { name: 'key', names: entries.map(({ key }) => key), entries }
}

const shownFields = { 'favourites.code': 1, 'searches.key': 1, 'searches.query': 1, 'searches.alert': 1 } as const

/** What somebody with an account has saved. */
async function ofAccount(account: string): Promise<SavedList> {
  const saved = await SavedModel.findOne({ account }, shownFields).lean<Pick<Saved, 'favourites' | 'searches'>>()
  if (!saved) return nothingSaved
  return {
    favourites: saved.favourites.map(({ code }) => code).reverse(),
    searches: saved.searches.map(({ key, query, alert }) => ({ key, query, alert })).reverse(),
  }
}

/** What people with an account have saved. Every change is one write whose filter says when it may happen. */
export function savedLists({ clock, catalogue }: Pick<Deps, 'clock' | 'catalogue'>) {
  const searches = savedSearches({ clock, catalogue, ofAccount })

  /** Several at once, the oldest first; what is there already stays where it is. All or none of them. */
  async function addFavourites(account: string, codes: readonly string[]): Promise<Verdict<'too-many'>> {
    return addToLists(account, async () => ({
      favourites: newFavourites(await ofAccount(account), codes, clock.now()),
    }))
  }

  async function removeFavourites(account: string, codes: readonly string[]): Promise<void> {
    await SavedModel.updateOne({ account }, { $pull: { favourites: { code: { $in: [...codes] } } } })
  }

  /**
   * Takes over what a visitor saved before signing in, as far as there is room, the newest of it first. Returns how many
   * of each are new. Throws when another tab filled the list meanwhile.
   */
  async function takeOver(account: string, guest: SavedList): Promise<{ favourites: number; searches: number }> {
    const brought = { favourites: 0, searches: 0 }
    const taken = await addToLists(account, async () => {
      const own = await ofAccount(account)
      const room = (kind: keyof typeof mostSaved) => Math.max(0, mostSaved[kind] - own[kind].length)
      const known = new Set([...own.favourites, ...own.searches.map(({ query }) => query)])
      const codes = guest.favourites.filter(code => !known.has(code)).slice(0, room('favourites'))
      const queries = guest.searches.map(({ query }) => query).filter(query => !known.has(query))
      const kept = queries.slice(0, room('searches'))
      Object.assign(brought, { favourites: codes.length, searches: kept.length })
      const at = clock.now()
      return {
        favourites: newFavourites(own, codes.toReversed(), at),
        searches: newSearches(own, kept.toReversed(), at),
      }
    })
    if (!taken.ok) throw conflict('saved.refused.favourites', { facts: { account } })
    return brought
  }

  /** All that is kept, with the days; what ends letters without signing in is not told. */
  async function everythingSaved(account: string) {
    const saved = await SavedModel.findOne({ account }, { favourites: 1, searches: 1, known: 1 }).lean<Saved>()
    return {
      favourites: (saved?.favourites ?? []).map(({ code, at }) => ({ code, at })),
      searches: (saved?.searches ?? []).map(({ query, alert, at }) => ({ query, alert, at })),
      toldOf: saved?.known ?? [],
    }
  }

  /** For an account that is deleted: what was saved goes, and with it all letters about searches. */
  async function forgetEverything(account: string): Promise<void> {
    await SavedModel.deleteOne({ account })
  }

  return {
    lists: { ofAccount, everythingSaved, forgetEverything, takeOver },
    favourites: { add: addFavourites, remove: removeFavourites },
    searches,
  }
}

/** What is new to a list: entries, and what `name` of each tells them apart. */
type Fresh = { name: string; names: readonly string[]; entries: readonly object[] }
type List = keyof typeof mostSaved
type FreshOf = Partial<Record<List, Fresh>>

/**
 * Adds what is new to lists, all or none. Where another tab was faster with some of it, what is still new is asked for once
 * more.
 */
async function addToLists(account: string, fresh: () => Promise<FreshOf>): Promise<Verdict<'too-many'>> {
  const [first] = await Promise.all([fresh(), begin(account)])
  return (await added(account, first)) || (await added(account, await fresh())) ? yes : no('too-many')
}

/** The filter refuses what would be there twice and what would be too many: two tabs cannot do together what one may not. */
async function added(account: string, fresh: FreshOf): Promise<boolean> {
  const lists = (Object.entries(fresh) as [List, Fresh][]).filter(([, { entries }]) => entries.length > 0)
  if (lists.length === 0) return true
  if (lists.some(([list, { entries }]) => entries.length > mostSaved[list])) return false
  const free: Record<string, object> = {}
  for (const [list, { name, names, entries }] of lists) {
    free[`${list}.${name}`] = trusted({ $nin: names })
    free[`${list}.${mostSaved[list] - entries.length}`] = trusted({ $exists: false })
  }
  const { modifiedCount } = await SavedModel.updateOne(
    { account, ...free },
    { $push: Object.fromEntries(lists.map(([list, { entries }]) => [list, { $each: entries }])) },
  )
  return modifiedCount === 1
}

async function begin(account: string): Promise<void> {
  await SavedModel.updateOne({ account }, { $setOnInsert: { account } }, { upsert: true }).catch((error: unknown) => {
    // Two at once: the unique index let one of them in, which is all we wanted.
    if (!isDuplicateKey(error)) throw error
  })
}
