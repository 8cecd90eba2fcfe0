import type mongoose from 'mongoose'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { wasAskedLately } from '#outside/asked-lately.ts'
import type { Clock } from '#outside/clock.ts'
import { catalogueState, catalogueWritesHere, type CatalogueState } from '#features/premises/catalogue.ts'
import { storedTerms, termsOf } from '#features/premises/text/texts.ts'
import { createColumns, hiddenAt, indexedFields, type Indexed } from './columns.ts'
import { createOrders } from './order.ts'
import { usesByStem } from './text/use-words.ts'
import { createVocabulary, type Vocabulary } from './text/vocabulary.ts'

/** A writer that was killed may have written without saying so: once a minute it is looked for. */
const lookAgainMs = 60_000
/** Writers that were slower than the reader may still arrive this many revisions back. */
const overlap = 200

function newVocabulary(): Vocabulary {
  const vocabulary = createVocabulary()
  vocabulary.add(usesByStem.keys())
  return vocabulary
}

/** The whole catalogue as the search needs it, at one revision. */
function emptyIndex() {
  const store = createColumns()
  return {
    ...store,
    vocabulary: newVocabulary(),
    orders: createOrders(store.columns),
    buildings: [] as Building[],
    revision: -1,
    era: 'unread',
  }
}
export type CatalogueIndex = ReturnType<typeof emptyIndex>

/**
 * `hidden` marks the slots the public does not see now, and `until` when the next comes or goes by itself (milliseconds);
 * `generation` rises with any change to what is answered.
 */
export type Catalogue = { index: CatalogueIndex; hidden: Uint8Array; until: number; generation: number }

/**
 * Keeps the catalogue's columns up to date. The database is asked two or three times a second whether anything has changed, and then
 * for what has changed alone; a write of this process is seen by the next request.
 */
export function catalogueReader({ clock }: { clock: Clock }) {
  let index = emptyIndex()
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
      index = await readUpTo(state, index)
      if (moved || index.columns.size !== size) visible.until = 0
      readAt = now
    }
    asked = { at, writes }
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

/** A revision that is lower than before is that of a restored database: what has changed cannot be told from it. */
async function readUpTo({ era, revision }: CatalogueState, index: CatalogueIndex): Promise<CatalogueIndex> {
  const isSame = era === index.era && revision >= index.revision
  return Object.assign(isSame ? await readChanges(index) : await readAll(), { era, revision })
}

async function readAll(): Promise<CatalogueIndex> {
  const fresh = emptyIndex()
  await readInto(fresh, {})
  fresh.vocabulary.add(await storedTerms())
  return fresh
}

async function readChanges(index: CatalogueIndex): Promise<CatalogueIndex> {
  const texts = await readInto(index, { revision: { $gte: index.revision - overlap } })
  index.vocabulary.add(await termsOf(texts))
  const wasted = index.columns.size > 1_000 && index.columns.size > 2 * index.living()
  return wasted ? readAll() : index
}

/**
 * Straight from the driver: 100,000 documents through Mongoose would take several times as long. Returns the numbers of texts
 * that were not known before.
 */
async function readInto(
  index: CatalogueIndex,
  filter: mongoose.mongo.Filter<mongoose.mongo.Document>,
): Promise<number[]> {
  const cursor = PremisesModel.collection.find<Indexed>(filter, { projection: indexedFields, batchSize: 2_000 })
  const fresh: number[] = []
  for await (const premises of cursor) {
    fresh.push(...premises.texts.filter(text => !index.texts.has(text)))
    index.put(premises)
  }
  index.buildings = await BuildingModel.find().sort({ 'position.offsetM': 1 }).lean<Building[]>()
  for (const { terms } of index.buildings) index.vocabulary.add(terms)
  return fresh
}
