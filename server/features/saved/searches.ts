import { randomBytes } from 'node:crypto'
import { SavedModel, type AlertRhythm } from '#models/saved/saved.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { endLetters } from './alerts/ending.ts'
import { addToList } from './adding.ts'
import { matchesIn } from './alerts/matching.ts'
import type { Deps } from './ports.ts'
import { canAlert, keyOf, type SavedList } from './rules.ts'

type Reader = { id: string; verified: boolean }
type Needed = Pick<Deps, 'clock' | 'catalogue'> & { ofAccount: (account: string) => Promise<SavedList> }
const newToken = (): string => randomBytes(16).toString('base64url')

/** The saved searches of people with an account. */
export function savedSearches({ clock, catalogue, ofAccount }: Needed) {
  const matches = matchesIn(catalogue)

  /** `queries` as `queryOf` makes them, the oldest first; what is there already stays as it is. All or none of them. */
  async function addSearches(account: string, queries: readonly string[]): Promise<Verdict<'too-many'>> {
    return addToList(account, 'searches', async () => {
      const known = new Set((await ofAccount(account)).searches.map(({ query }) => query))
      const fresh = [...new Set(queries)].filter(query => !known.has(query))
      const at = clock.now()
      const entries = fresh.map(query => ({ key: keyOf(query), query, alert: 'none', token: newToken(), at }))
      return { name: 'key', names: entries.map(({ key }) => key), entries }
    })
  }

  /**
   * Saves a search of somebody who looks at it: whoever has a confirmed address gets daily letters about it from then on,
   * unless it was there already. `daily` says whether they do.
   */
  async function saveSearch(reader: Reader, query: string): Promise<Verdict<'too-many'> & { daily: boolean }> {
    const isKnown = (await ofAccount(reader.id)).searches.some(search => search.query === query)
    const verdict = await addSearches(reader.id, [query])
    if (!verdict.ok || isKnown || !reader.verified) return { ...verdict, daily: false }
    return { ...verdict, daily: (await setAlert(reader, keyOf(query), 'daily')).ok }
  }

  async function removeSearch(account: string, key: string): Promise<void> {
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

  return { addSearches, saveSearch, removeSearch, setAlert }
}
