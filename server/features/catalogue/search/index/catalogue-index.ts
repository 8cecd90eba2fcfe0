import { wasAskedLately } from '#outside/asked-lately.ts'
import type { Clock } from '#outside/clock.ts'
import { catalogueState, catalogueWritesHere, type CatalogueState } from '#features/premises/catalogue.ts'
import { hiddenAt } from './columns.ts'
import { createIndex, isBefore, isWasted, readChanges, type CatalogueIndex } from './index-reading.ts'

export type { CatalogueIndex } from './index-reading.ts'

/** A writer that was killed may have written without saying so: once a minute it is looked for. */
const lookAgainMs = 60_000

/**
 * `hidden` marks the slots the public does not see now, and `until` when the next comes or goes by itself (milliseconds);
 * `generation` rises with any change to what is answered.
 */
export type Catalogue = { index: CatalogueIndex; hidden: Uint8Array; until: number; generation: number }

/** `readWhole` reads the whole catalogue. */
type Parts = { clock: Clock; readWhole: () => Promise<CatalogueIndex> }

/**
 * Keeps the catalogue's columns up to date. The database is asked two or three times a second whether anything has changed, and then
 * for what has changed alone; a write of this process is seen by the next request.
 */
export function catalogueReader({ clock, readWhole }: Parts) {
  let index = createIndex()
  let visible = { hidden: new Uint8Array(0), at: 0, until: 0 }
  let generation = 0
  let asked = { at: Number.NEGATIVE_INFINITY, writes: -1 }
  let readAt = 0
  let asking: Promise<void> | null = null

  /** The catalogue as it stands now. Requests that come while it is being read wait for one reading. */
  async function current(): Promise<Catalogue> {
    if (!wasAskedLately(asked.at)) await read()
    // Again after a reading that was under way already when this process wrote.
    while (asked.writes !== catalogueWritesHere()) await read()
    showWhatIsPublic()
    return { index, hidden: visible.hidden, until: visible.until, generation }
  }

  const read = () => (asking ??= refresh().finally(() => (asking = null)))

  async function refresh(): Promise<void> {
    const writes = catalogueWritesHere()
    const at = Date.now()
    const state = await catalogueState()
    const now = clock.now().getTime()
    const moved = state.era !== index.era || state.revision !== index.revision
    if (moved || Math.abs(now - readAt) >= lookAgainMs) {
      const { size } = index.columns
      index = await readUpTo(state)
      if (moved || index.columns.size !== size) visible.until = 0
      readAt = now
    }
    asked = { at, writes }
  }

  async function readUpTo(state: CatalogueState): Promise<CatalogueIndex> {
    if (!isBefore(index, state)) return readWhole()
    await readChanges(index, state)
    return isWasted(index) ? readWhole() : index
  }

  function showWhatIsPublic(): void {
    const now = clock.now().getTime()
    if (now >= visible.at && now < visible.until) return
    visible = { ...hiddenAt(index.columns, now), at: now }
    generation += 1
  }

  return { current }
}
export type CatalogueReader = ReturnType<typeof catalogueReader>
