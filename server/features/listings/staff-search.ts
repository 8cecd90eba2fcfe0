import { trusted } from 'mongoose'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { PremisesTextModel } from '#models/premises/premises-text.ts'
import { beginningWith } from '#outside/database/beginning-with.ts'
import type { Clock } from '#outside/clock.ts'
import { beginningsOf, titleTerms } from '#shared/texts/normal-words.ts'
import { latinCode } from '#shared/texts/codes.ts'
import { isPublic } from '../premises/rules.ts'
import { stemOf, wordsOf } from '../premises/text/tokens.ts'

const looked = 40
const shown = 8
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

type Within = readonly string[] | null

export function premisesStaffSearch({ clock }: { clock: Clock }) {
  type Seen = {
    hidden: boolean
    /** Codes of the buildings whose premises are visible; null for all. */ within: Within
  }

  /**
   * Finds premises by code, with or without zone and row (`SFH-A-0107`, `a0107`, `0107`), or by words of the texts.
   * `hidden`: includes drafts.
   */
  async function find(typed: string, { hidden, within }: Seen): Promise<{ items: FoundPremises[]; more: boolean }> {
    const [codes, words] = [await codesFor(typed), wordsOf(typed)]
    const texts = codes.length > 0 ? [] : await Promise.all(words.map(textsLike))
    const own = within ? { buildingCode: trusted({ $in: [...within] }) } : {}
    const found = await Promise.all([
      codes.length > 0 ? first({ ...own, code: beginningWith(codes) }) : [],
      texts.length > 0 ? first({ ...own, $and: texts.map(numbers => ({ texts: trusted({ $in: numbers }) })) }) : [],
    ])
    const now = clock.now()
    const items = found.flat().filter(premises => hidden || isPublic(premises, now))
    return { items: items.slice(0, shown), more: items.length > shown }
  }

  return find
}

const first = (filter: Record<string, unknown>): Promise<Premises[]> =>
  PremisesModel.find(filter, fields).sort({ code: 1 }).limit(looked).lean<Premises[]>()

const mostLike = 2_000

/** Returns the numbers of texts with a word of this stem or beginning. */
async function textsLike(word: string): Promise<number[]> {
  const texts = await PremisesTextModel.find({ terms: beginningWith([stemOf(word)]) }, { _id: 1 })
    .limit(mostLike)
    .lean()
  return texts.map(({ _id }) => _id)
}

/** Returns the beginnings of codes that may be meant. A missing row or zone stands for every existing one. */
async function codesFor(typed: string): Promise<string[]> {
  const asked = latinCode(typed)
    .toUpperCase()
    .replaceAll(/[\s‐-―−_-]+/g, '')
  const { zone, row, unit = '' } = /^(?<zone>SFH|HEI|HRB)?(?<row>[A-Z])?(?<unit>\d{2,7})?$/.exec(asked)?.groups ?? {}
  if (!zone && !unit) return []
  const zones = zone ? [zone] : zoneLetters
  const rows = row ? [row] : await rowsThereAre()
  return zones.flatMap(letters => rows.map(letter => `${letters}-${letter}-${unit}`))
}

async function rowsThereAre(): Promise<string[]> {
  const codes = await BuildingModel.distinct('code')
  return [...new Set(codes.map(code => code.slice(0, 1)))]
}

/**
 * Finds buildings by code, or by the beginning of a word of the name or the address, in any script. There are only tens of
 * them.
 */
export async function findBuildings(typed: string, within: Within): Promise<{ items: FoundBuilding[]; more: boolean }> {
  const own = within ? { code: trusted({ $in: [...within] }) } : {}
  const buildings = await BuildingModel.find(own, { code: 1, name: 1, address: 1 })
    .sort({ code: 1 })
    .lean<FoundBuilding[]>()
  const code = typed.trim().toUpperCase()
  const beginnings = beginningsOf(typed)
  const items = buildings.filter(building => building.code === code || isNamed(building, beginnings))
  return { items: items.slice(0, shown), more: items.length > shown }
}

const isNamed = ({ name, address }: FoundBuilding, beginnings: readonly string[]): boolean => {
  const terms = titleTerms(name.ru, name.en, name.zh, address.ru, address.en, address.zh)
  return beginnings.some(beginning => terms.some(term => term.startsWith(beginning)))
}
