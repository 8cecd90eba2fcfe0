import mongoose from 'mongoose'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { canApply, isPublic } from '../premises/rules.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { publishedReader, unpublishedFields, type PublicPremises } from './published-fields.ts'
import { createElevationReader } from './elevation/reading.ts'
import { createFinder } from './finder/finding.ts'
import { catalogueSnapshots, type SnapshotParts } from './snapshot/snapshots.ts'
import { createCatalogueReader } from './search/index/catalogue-index.ts'
import { codeAt } from './search/index/columns.ts'
import { itemAt, createSearch, type FoundPremises } from './search/search.ts'
import { findSimilar } from './search/similar.ts'
import { streetOf, type Street } from './search/street.ts'
import { createTextSearch } from './search/text/text-search.ts'
import { typicalIn } from './search/typical.ts'

/** Fields shown on a card; the rest stays in the database. */
const cardFields = {
  code: 1,
  buildingCode: 1,
  title: 1,
  status: 1,
  allowedUses: 1,
  floor: 1,
  areaUsableSqM: 1,
  frontageM: 1,
  ceilingHeightM: 1,
  shopWindows: 1,
  'position.widthM': 1,
  rentFreeMonths: 1,
  marketRentPerSqMMonthFen: 1,
  managementFeePerSqMMonthFen: 1,
  heatingFeePerSqMSeasonFen: 1,
  depositFen: 1,
  availableFrom: 1,
  applicationWindow: 1,
  photos: { $slice: 1 },
  demo: 1,
  revision: 1,
} as const
export type CardPremises = Pick<
  Premises,
  | '_id'
  | 'code'
  | 'buildingCode'
  | 'title'
  | 'status'
  | 'allowedUses'
  | 'floor'
  | 'areaUsableSqM'
  | 'frontageM'
  | 'ceilingHeightM'
  | 'shopWindows'
  | 'rentFreeMonths'
  | 'marketRentPerSqMMonthFen'
  | 'managementFeePerSqMMonthFen'
  | 'heatingFeePerSqMSeasonFen'
  | 'depositFen'
  | 'availableFrom'
  | 'applicationWindow'
  | 'photos'
  | 'demo'
  | 'revision'
> & { position: Pick<Premises['position'], 'widthM'> }

export type { CodeRange, PublicPremises, PublishedPremises } from './published-fields.ts'
export type { PremisesFilter } from './search/filter.ts'

/** Service for what the public sees of the premises. `index` is for the staff's table, which searches the same data. */
export function catalogueService({ clock, ...parts }: { clock: Clock } & SnapshotParts) {
  const { readWhole, renew } = catalogueSnapshots(parts)
  const reader = createCatalogueReader({ clock, readWhole })
  const findWords = createTextSearch()
  const search = createSearch(reader, findWords)

  /** Returns cards by id in one round trip, in no particular order. */
  async function cards(ids: readonly string[]): Promise<CardPremises[]> {
    if (ids.length === 0) return []
    return PremisesModel.find({ _id: mongoose.trusted({ $in: ids }) }, cardFields).lean<CardPremises[]>()
  }

  /** Returns a public premises with its building, and whether one can apply for it today; null when it is not public. */
  async function byCode(input: string) {
    const code = canonicalCode(input)
    const premises = code && (await PremisesModel.findOne({ code }, unpublishedFields).lean<PublicPremises>())
    const now = clock.now()
    if (!premises || !isPublic(premises, now)) return null
    const building = await BuildingModel.findById(premises.building).lean<Building>()
    if (!building) throw new Error(`${premises.code} stands in a building that does not exist`)
    return { premises, building, apply: canApply(premises, { now, day: cityDayOf(now) }) }
  }

  /** Returns the street as the public sees it, for the plan, the home page, and "where it is". */
  async function plan(): Promise<Street> {
    return streetOf(await reader.current())
  }

  /** Returns the codes of all public premises. */
  async function codes(): Promise<string[]> {
    const { index, hidden } = await reader.current()
    const shown: string[] = []
    for (let slot = 0; slot < hidden.length; slot += 1) if (hidden[slot] === 0) shown.push(codeAt(index.columns, slot))
    return shown
  }

  /** Returns those of these codes that are public, in this order. */
  async function placed(requestedCodes: readonly string[]): Promise<FoundPremises[]> {
    const { index, hidden } = await reader.current()
    const slots = requestedCodes.flatMap(code => (canonicalCode(code) === code ? (index.slotOf(code) ?? []) : []))
    return slots.filter(slot => hidden[slot] === 0).map(slot => itemAt(index, slot))
  }

  /** Returns the available premises most similar to this one. */
  async function similar(code: string, count: number) {
    const { index, hidden } = await reader.current()
    return findSimilar(code, count, { index, hidden }).map(slot => itemAt(index, slot))
  }

  /** Returns the card of an available premises whose bill is typical and contains no rent in the first year; null when there is none. */
  async function typical(): Promise<CardPremises | null> {
    const { index, hidden } = await reader.current()
    const slot = typicalIn({ index, hidden })
    const [card = null] = slot === null ? [] : await cards([itemAt(index, slot).id])
    return card
  }

  /** Returns a stamp that changes whenever anything in the public catalogue changes, and at midnight. */
  async function stamp(): Promise<string> {
    const { generation } = await reader.current()
    return `${generation} ${cityDayOf(clock.now())}`
  }

  /** Reads the catalogue before the first visitor arrives. */
  async function warm(): Promise<void> {
    await reader.current()
  }

  const published = publishedReader({ clock, reader, search })
  return {
    today: () => cityDayOf(clock.now()),
    search,
    fitting: createFinder(reader, () => cityDayOf(clock.now())),
    cards,
    byCode,
    plan,
    elevation: createElevationReader({ clock, reader }),
    codes,
    placed,
    similar,
    typical,
    warm,
    renewSnapshot: renew,
    stamp,
    published,
    index: { reader, findWords },
  }
}
export type CatalogueService = ReturnType<typeof catalogueService>
