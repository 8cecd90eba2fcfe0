import type { UnitSlot } from './layout.ts'
import type { factsOf } from './facts.ts'

export type Said = { ru: string; en: string; zh: string }
export type UnitFacts = { slot: UnitSlot; facts: ReturnType<typeof factsOf> }
/** A text with a condition. Without `when` it is always true. */
export type Phrase = readonly [ru: string, en: string, zh: string, when?: (told: UnitFacts) => boolean]

export const said = ([ru, en, zh]: Phrase): Said => ({ ru, en, zh })

export const trueOf = (phrases: readonly Phrase[], told: UnitFacts): Phrase[] =>
  phrases.filter(([, , , when]) => when?.(told) ?? true)

export const inYard = ({ slot }: UnitFacts): boolean => slot.depth === 'yard'
export const atStreet = ({ slot }: UnitFacts): boolean => slot.depth !== 'yard' && slot.floor === 1
export const upstairs = ({ slot }: UnitFacts): boolean => slot.floor > 1
export const small = ({ facts }: UnitFacts): boolean => facts.areaUsableSqM < 45
export const large = ({ facts }: UnitFacts): boolean => facts.areaUsableSqM >= 100
export const atEnd = ({ slot }: UnitFacts): boolean =>
  slot.offsetM === slot.building.offsetM ||
  slot.offsetM + slot.widthM >= slot.building.offsetM + slot.building.lengthM - 0.1
