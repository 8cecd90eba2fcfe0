import { PremisesModel, type Premises } from '../../../models/premises.ts'
import type { Clock } from '../../outside/clock.ts'
import { isPublic, publicStatuses } from './rules.ts'
import type { CatalogueReader } from './search/catalogue-index.ts'

type Deps = { clock: Clock; reader: CatalogueReader }
/** Codes from `from` on and before `to`; null is open on that side. */
export type CodeRange = { from: string | null; to: string | null }
export type Change = { code: string; updatedAt: Date }

const changeFields = { _id: 0, code: 1, updatedAt: 1, status: 1, publishAt: 1, expiresAt: 1 } as const
type Read = Pick<Premises, 'code' | 'updatedAt' | 'status' | 'publishAt' | 'expiresAt'>

/** What whoever copies the whole catalogue needs: it comes in the order of the codes, which never change. */
export function publishedReading({ clock, reader }: Deps) {
  /** Names the state of all that is public. The same in every process and after a restart, so that it can be an ETag. */
  async function mark(): Promise<string> {
    const { index, until } = await reader.current()
    return `${index.era}-${index.revision}-${until}`
  }

  /** When each public premises last changed. Read as it is asked for: 100,000 never stand in memory. */
  async function* changes({ from, to }: CodeRange): AsyncGenerator<Change> {
    const now = clock.now()
    const bounds = { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) }
    const found = PremisesModel.collection.find<Read>(
      { status: { $in: [...publicStatuses] }, ...((from ?? to) ? { code: bounds } : {}) },
      { projection: changeFields, sort: { code: 1 }, batchSize: 1_000 },
    )
    for await (const premises of found) {
      if (isPublic(premises, now)) yield { code: premises.code, updatedAt: premises.updatedAt }
    }
  }

  return { mark, changes }
}
