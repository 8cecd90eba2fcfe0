import { isAnswerFresh } from '#outside/answer-freshness.ts'
import type { Clock } from '#outside/clock.ts'
import { catalogueState, localCatalogueWrites, type CatalogueState } from '#features/premises/catalogue.ts'
import { cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { dayNumber, hiddenAt } from './columns.ts'
import { createIndex, canReadChanges, isWasted, readChanges, type CatalogueIndex } from './index-reading.ts'

export type { CatalogueIndex } from './index-reading.ts'

/** A killed writer may not have raised the revision after its write, so changes are looked for once a minute. */
const recheckMs = 60_000

/**
 * `hidden` marks the slots that the public does not see now. `today` is the city's day, as columns store it. `until` is when
 * the day ends, or when the next slot appears or expires by itself, in milliseconds. `generation` rises with any change that
 * affects answers.
 */
export type Catalogue = { index: CatalogueIndex; hidden: Uint8Array; today: number; until: number; generation: number }

/** `readWhole` reads the whole catalogue. */
type Parts = { clock: Clock; readWhole: () => Promise<CatalogueIndex> }

/**
 * Keeps the columns of the catalogue up to date. The database is asked two or three times a second whether anything has
 * changed, and only changes are read. A write of this process is visible to the next request.
 */
export function createCatalogueReader({ clock, readWhole }: Parts) {
  let index = createIndex()
  let visible = { hidden: new Uint8Array(0), today: 0, at: 0, until: 0 }
  let generation = 0
  let lastCheck = { at: Number.NEGATIVE_INFINITY, writes: -1 }
  let readAt = 0
  let asking: Promise<void> | null = null

  /** Returns the current catalogue. Requests that arrive during a read share it. */
  async function current(): Promise<Catalogue> {
    if (!isAnswerFresh(lastCheck.at)) await read()
    // Reads again if the previous read began before this process wrote.
    while (lastCheck.writes !== localCatalogueWrites()) await read()
    updateVisibility()
    const { hidden, today, until } = visible
    return { index, hidden, today, until, generation }
  }

  const read = () => (asking ??= refresh().finally(() => (asking = null)))

  async function refresh(): Promise<void> {
    const writes = localCatalogueWrites()
    const at = Date.now()
    const state = await catalogueState()
    const now = clock.now().getTime()
    const moved = state.era !== index.era || state.revision !== index.revision
    if (moved || Math.abs(now - readAt) >= recheckMs) {
      const { size } = index.columns
      index = await readUpTo(state)
      if (moved || index.columns.size !== size) visible.until = 0
      readAt = now
    }
    lastCheck = { at, writes }
  }

  async function readUpTo(state: CatalogueState): Promise<CatalogueIndex> {
    if (!canReadChanges(index, state)) return readWhole()
    await readChanges(index, state)
    return isWasted(index) ? readWhole() : index
  }

  function updateVisibility(): void {
    const now = clock.now().getTime()
    if (now >= visible.at && now < visible.until) return
    const day = cityDayOf(new Date(now))
    const { hidden, until } = hiddenAt(index.columns, now)
    const dayEnds = endOfCityDay(day).getTime() + 1
    visible = { hidden, today: dayNumber(day), at: now, until: Math.min(until, dayEnds) }
    generation += 1
  }

  return { current }
}
export type CatalogueReader = ReturnType<typeof createCatalogueReader>
