import type { Building } from '#models/premises/building.ts'
import type { Premises } from '#models/premises/premises.ts'
import { addDays, cityDayOf } from '#shared/days/city-day.ts'
import { createChoices, type Choices } from '#features/premises/seeded-random.ts'
import { intentOf } from '#features/premises/listing/intent.ts'
import { derivedOf } from '#features/premises/rules.ts'
import { buildingTerms } from '#features/premises/text/terms.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { factsOf, statusOf } from './facts.ts'
import { buildingSlot, seed, unitSlots, type BuildingSlot, type UnitSlot } from './layout.ts'
import { defects, details } from './details.ts'
import { summaries } from './summaries.ts'
import { toText, phrasesTrueOf, type Phrase, type TextInLanguages, type UnitFacts } from './text.ts'
import { tradeTitles } from './titles-trade.ts'
import { workTitles } from './titles-work.ts'

type Stored = '_id' | 'createdAt' | 'updatedAt' | 'version'
export type NewBuilding = Omit<Building, Stored>
/** Refers to its building by code, because the id is known only once the building is stored. */
export type NewPremises = Omit<Premises, Stored | 'building' | 'revision'>

/** Size of the real street: 930 m in two rows of seven buildings (China News, 2016-05-26). */
const defaultBuildings = 14
const dayMs = 86_400_000

type StreetOptions = {
  /** Number of premises; the default is the street of 14 buildings. */ premises?: number
  today: Date
}

/**
 * Generates the demonstration street, which is invented and marked `demo`. It is deterministic: one `today` gives the same
 * street on every machine, and another `today` moves only the dates. A larger number of premises makes a longer street.
 */
export function* demonstrationStreet({
  premises,
  today,
}: StreetOptions): Generator<{ building: NewBuilding; units: NewPremises[] }> {
  let remaining = premises ?? Number.POSITIVE_INFINITY
  for (let index = 0; remaining > 0 && (premises !== undefined || index < defaultBuildings); index += 1) {
    const slot = buildingSlot(index)
    const units = unitSlots(slot).slice(0, remaining)
    remaining -= units.length
    yield { building: buildingAt(slot), units: units.map(unit => premisesAt(unit, today)) }
  }
}

function buildingAt(slot: BuildingSlot): NewBuilding {
  const choices = createChoices(`${seed}:building:${slot.code}`)
  const side = slot.row === 'north' ? { ru: 'северная', en: 'north', zh: '北' } : { ru: 'южная', en: 'south', zh: '南' }
  const identity = {
    code: slot.code,
    name: { ru: `Корпус ${slot.code}`, en: `Building ${slot.code}`, zh: `${slot.code}号楼` },
    address: {
      ru: `Улица стартапов, ${side.ru} сторона, корпус ${slot.code}, Зона приграничного экономического сотрудничества, Суйфэньхэ`,
      en: `Startup Street, ${side.en} side, building ${slot.code}, Border Economic Cooperation Zone, Suifenhe`,
      zh: `绥芬河市边境经济合作区创业街${side.zh}侧${slot.code}号楼`,
    },
  }
  return {
    ...identity,
    terms: buildingTerms(identity),
    zone: 'suifenhe',
    point: { type: 'Point', coordinates: pointOf(slot) },
    floors: slot.floors,
    yearBuilt: choices.between(2009, 2015),
    structure: choices.weighted({ brick: 40, reinforced_concrete: 45, steel_frame: 15 }),
    position: { row: slot.row, offsetM: slot.offsetM, lengthM: slot.lengthM, depthM: slot.depthM },
    demo: true,
  }
}

/** Returns a point in the Border Economic Cooperation Zone. At 44.4° north a metre is about 0.0000126° of longitude. */
function pointOf({ row, offsetM, lengthM }: BuildingSlot): [number, number] {
  const eastM = (offsetM + lengthM / 2) % 10_000
  return [Number((131.129 + eastM * 0.0000126).toFixed(6)), row === 'north' ? 44.3962 : 44.3957]
}

function premisesAt(slot: UnitSlot, today: Date): NewPremises {
  const choices = createChoices(`${seed}:${slot.code}`)
  const facts = factsOf(slot, choices)
  const prices = pricesOf(slot, facts.areaUsableSqM, choices)
  const texts = textsOf({ slot, facts }, choices)
  const status = statusOf(choices)
  const publishAt = status === 'draft' ? null : publishedAt(slot, { today, daysAgo: choices.between(1, 400) })
  const described = { code: slot.code, buildingCode: slot.building.code, ...facts, ...prices, ...texts }
  return {
    ...described,
    zone: 'suifenhe',
    status,
    intent: intentOf({ status }),
    hold: null,
    reviewed: { ru: true, en: choices.chance(94), zh: choices.chance(90) },
    floor: slot.floor,
    position: { row: slot.building.row, offsetM: slot.offsetM, widthM: slot.widthM, depth: slot.depth },
    managingBody: {
      ru: 'Управляющая компания улицы стартапов',
      en: 'Startup Street management company',
      zh: '创业街物业管理公司',
    },
    ...datesOf(today, choices),
    publishAt,
    expiresAt: null,
    photos: [],
    floorPlan: null,
    demo: true,
    events: publishAt ? historyOf({ status, publishAt, today }, choices) : [],
    ...derivedOf(described),
  }
}

/**
 * Returns the date of publication, shifted back by up to eight hours, so that no two units are published at the same moment.
 */
function publishedAt({ code }: UnitSlot, { today, daysAgo }: { today: Date; daysAgo: number }): Date {
  const secondsBefore = createChoices(`${seed}:${code}:published`).between(0, 8 * 3_600)
  return new Date(today.getTime() - daysAgo * dayMs - secondsBefore * 1_000)
}

type HistoryOptions = { status: NewPremises['status']; publishAt: Date; today: Date }

/**
 * Returns the events that led to the current status, so that the occupancy of a year can be shown. Drawn last, so that it
 * changes no other choice.
 */
function historyOf({ status, publishAt, today }: HistoryOptions, choices: Choices): NewPremises['events'] {
  const shown = today.getTime() - publishAt.getTime()
  const event = (kind: string, share: number) => ({
    at: new Date(publishAt.getTime() + Math.round(shown * share)),
    kind,
    by: null,
    byName: '',
    note: '',
  })
  const changeShare = choices.between(10, 60) / 100
  const after: Partial<Record<NewPremises['status'], NewPremises['events']>> = {
    held: [event('held', changeShare)],
    let: [event('held', changeShare), event('let', changeShare + choices.between(5, 30) / 100)],
    paused: [event('paused', changeShare)],
    archived: [event('archived', changeShare)],
  }
  return [event('published', 0), ...(after[status] ?? [])]
}

/** Returns the dates of a unit. Most are available at once, some later, and some accept applications only in a window. */
function datesOf(today: Date, choices: Choices): Pick<NewPremises, 'availableFrom' | 'applicationWindow'> {
  const day = cityDayOf(today)
  const windowed = choices.chance(26)
  return {
    availableFrom: choices.chance(34) ? addDays(day, choices.between(5, 150)) : null,
    applicationWindow: windowed
      ? { from: addDays(day, choices.between(-60, 12)), to: addDays(day, choices.between(20, 120)) }
      : { from: null, to: null },
  }
}

/** Yuan per m² and month on the ground floor; invented, but in realistic proportion. */
const rents: Record<UseClass, readonly [number, number]> = {
  retail: [68, 112],
  catering: [64, 104],
  services: [52, 84],
  office: [44, 66],
  showroom: [56, 88],
  workshop: [28, 44],
  warehouse: [20, 34],
  ecommerce: [34, 54],
}

const fenInAYuan = 100

/** Returns prices rounded as people write them: fees to whole jiao, rent to half a yuan, the deposit to hundreds of yuan. */
function pricesOf({ use, floor, depth }: UnitSlot, areaUsableSqM: number, choices: Choices) {
  const [low, high] = rents[use]
  const place = (floor > 1 ? 0.62 : 1) * (depth === 'yard' ? 0.8 : 1)
  const rentYuan = Math.round(choices.between(low, high, 1) * place * 2) / 2
  const managementYuan = choices.between(floor > 1 ? 9 : 11, floor > 1 ? 13 : 17, 1)
  const heatingYuan = choices.between(34, 46, 1)
  const depositYuan = Math.max(2000, Math.round((areaUsableSqM * managementYuan * 3) / 500) * 500)
  return {
    rentFreeMonths: 36,
    marketRentPerSqMMonthFen: Math.round(rentYuan * fenInAYuan),
    managementFeePerSqMMonthFen: Math.round(managementYuan * fenInAYuan),
    heatingFeePerSqMSeasonFen: Math.round(heatingYuan * fenInAYuan),
    depositFen: depositYuan * fenInAYuan,
  }
}

/** Titles of units by use. Each use has at least one title that is true of any unit. */
const titles: Record<UseClass, readonly Phrase[]> = { ...tradeTitles, ...workTitles }

const sentencesInADescription = 4

/** Returns the texts of a listing in three languages. They state nothing that contradicts its facts. */
function textsOf(unit: UnitFacts, choices: Choices) {
  const [opening, ...more] = shuffle(phrasesTrueOf(summaries, unit), choices)
  const facts = shuffle(phrasesTrueOf(details, unit), choices).slice(0, sentencesInADescription)
  const knownDefects = choices.chance(14) ? shuffle(phrasesTrueOf(defects, unit), choices).slice(0, 1) : []
  return {
    title: joinPhrases([chooseTitle(unit, choices)]),
    summary: joinPhrases(opening ? [opening] : []),
    description: joinPhrases([...more.slice(0, 1), ...facts]),
    defects: joinPhrases(knownDefects),
  }
}

function chooseTitle(unit: UnitFacts, choices: Choices): Phrase {
  const all = phrasesTrueOf(titles[unit.slot.use], unit)
  const conditionalTitles = all.filter(([, , , when]) => when)
  const possible = conditionalTitles.length > 0 && choices.chance(84) ? conditionalTitles : all
  const title = possible[choices.pick(possible.length)]
  if (!title) throw new Error(`no title for ${unit.slot.code}`)
  return title
}

function joinPhrases(phrases: readonly Phrase[]): Partial<TextInLanguages> {
  if (phrases.length === 0) return {}
  const texts = phrases.map(toText)
  return {
    ru: texts.map(({ ru }) => ru).join(' '),
    en: texts.map(({ en }) => en).join(' '),
    zh: texts.map(({ zh }) => zh).join(''),
  }
}

function shuffle<T>(things: readonly T[], choices: Choices): T[] {
  return things
    .map(thing => ({ thing, place: choices.pick(1_000_000) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ thing }) => thing)
}
