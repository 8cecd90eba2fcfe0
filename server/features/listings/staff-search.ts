import { trusted } from 'mongoose'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { PremisesTextModel } from '#models/premises/premises-text.ts'
import { beginningWith } from '#outside/database/prefix-filter.ts'
import type { Clock } from '#outside/clock.ts'
import { beginningsOf, titleTerms } from '#shared/texts/normal-words.ts'
import { toLatinCode } from '#shared/texts/codes.ts'
import { isPublic } from '../premises/rules.ts'
import { stemOf, wordsOf } from '../premises/text/tokens.ts'

const searchLimit = 40
const maxResults = 8
const zoneLetters = ['SFH', 'HEI', 'HRB']

export type FoundPremises = Pick<Premises, 'code' | 'title' | 'status' | 'buildingCode' | 'floor'>
export type FoundBuilding = Pick<Building, 'code' | 'name' | 'address'>
const fields = {
  code: 1,
  title: 1,
  status: 1,
  intent: 1,
  buildingCode: 1,
  floor: 1,
  publishAt: 1,
  expiresAt: 1,
} as const

type BuildingScope = readonly string[] | null

type Visibility = {
  hidden: boolean
  /** Codes of the buildings whose premises are visible; null for all. */
  within: BuildingScope
}

/**
 * Finds premises by code, with or without zone and row (`SFH-A-0107`, `a0107`, `0107`), or by words of the texts.
 * `hidden`: includes drafts.
 */
export async function findPremises(
  { clock }: { clock: Clock },
  input: string,
  { hidden, within }: Visibility,
): Promise<{ items: FoundPremises[]; more: boolean }> {
  const codes = await codePrefixesFor(input)
  const words = wordsOf(input)
  const texts = codes.length > 0 ? [] : await Promise.all(words.map(findTextNumbers))
  const own = within ? { buildingCode: trusted({ $in: [...within] }) } : {}
  const found = await Promise.all([
    codes.length > 0 ? findFirst({ ...own, code: beginningWith(codes) }) : [],
    texts.length > 0 ? findFirst({ ...own, $and: texts.map(numbers => ({ texts: trusted({ $in: numbers }) })) }) : [],
  ])
  const now = clock.now()
  const items = found.flat().filter(premises => hidden || isPublic(premises, now))
  return { items: items.slice(0, maxResults), more: items.length > maxResults }
}

const findFirst = (filter: Record<string, unknown>): Promise<Premises[]> =>
  PremisesModel.find(filter, fields).sort({ code: 1 }).limit(searchLimit).lean<Premises[]>()

const maxTexts = 2_000

/** Returns the numbers of texts with a word of this stem or beginning. */
async function findTextNumbers(word: string): Promise<number[]> {
  const texts = await PremisesTextModel.find({ terms: beginningWith([stemOf(word)]) }, { _id: 1 })
    .limit(maxTexts)
    .lean()
  return texts.map(({ _id }) => _id)
}

/** Returns the beginnings of codes that may be meant. A missing row or zone stands for every existing one. */
async function codePrefixesFor(input: string): Promise<string[]> {
  const query = toLatinCode(input)
    .toUpperCase()
    .replaceAll(/[\s‐-―−_-]+/g, '')
  const { zone, row, unit = '' } = /^(?<zone>SFH|HEI|HRB)?(?<row>[A-Z])?(?<unit>\d{2,7})?$/.exec(query)?.groups ?? {}
  if (!zone && !unit) return []
  const zones = zone ? [zone] : zoneLetters
  const rows = row ? [row] : await findExistingRows()
  return zones.flatMap(letters => rows.map(letter => `${letters}-${letter}-${unit}`))
}

async function findExistingRows(): Promise<string[]> {
  const codes = await BuildingModel.distinct('code')
  return [...new Set(codes.map(code => code.slice(0, 1)))]
}

/**
 * Finds buildings by code, or by the beginning of a word of the name or the address, in any script. There are only tens of
 * them.
 */
export async function findBuildings(
  input: string,
  scope: BuildingScope,
): Promise<{ items: FoundBuilding[]; more: boolean }> {
  const own = scope ? { code: trusted({ $in: [...scope] }) } : {}
  const buildings = await BuildingModel.find(own, { code: 1, name: 1, address: 1 })
    .sort({ code: 1 })
    .lean<FoundBuilding[]>()
  const code = input.trim().toUpperCase()
  const beginnings = beginningsOf(input)
  const items = buildings.filter(building => building.code === code || isNamed(building, beginnings))
  return { items: items.slice(0, maxResults), more: items.length > maxResults }
}

const isNamed = ({ name, address }: FoundBuilding, beginnings: readonly string[]): boolean => {
  const terms = titleTerms(name.ru, name.en, name.zh, address.ru, address.en, address.zh)
  return beginnings.some(beginning => terms.some(term => term.startsWith(beginning)))
}
