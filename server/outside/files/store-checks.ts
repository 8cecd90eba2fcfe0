import { createChecker, type Checker, type Rule } from '#shared/checks.ts'
import type { Clock } from '../clock.ts'
import type { FileStore } from './files.ts'

type StoredFile = { id: string; size: number; at: Date }
/** `claimed` returns which of these files a record points at. */
type CheckedStore = {
  name: 'photos' | 'pictures' | 'letters' | 'imports' | 'brand' | 'seals'
  store: Pick<FileStore, 'all' | 'noted'>
  claimed: (ids: string[]) => Promise<ReadonlySet<string>>
}
/** A sweeper removes unclaimed files within an hour; this leaves it time for its round. */
const unclaimedForMs = 2 * 60 * 60_000

/** Checks that every stored file belongs to a record, for `npm run verify-data`. */
export function storeChecks({ clock, stores }: { clock: Clock; stores: readonly CheckedStore[] }): readonly Checker[] {
  const before = () => new Date(clock.machineNow().getTime() - unclaimedForMs)
  return stores.map(({ name, store, claimed }) => {
    const owned: Rule<StoredFile> = {
      name: `every file of the store of ${name} belongs to a record`,
      level: 'violation',
      async find(batch) {
        const old = batch.filter(({ at }) => at < before()).map(({ id }) => id)
        const [known, noted] = await Promise.all([claimed(old), store.noted(old, before())])
        return old.filter(id => !known.has(id) && !noted.has(id)).map(id => ({ id, why: 'no record points at it' }))
      },
    }
    return createChecker(store.all, [owned])
  })
}
