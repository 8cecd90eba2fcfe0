import type { UnitSlot } from './layout.ts'
import type { factsOf } from './facts.ts'

export type TextInLanguages = { ru: string; en: string; zh: string }
export type UnitFacts = { slot: UnitSlot; facts: ReturnType<typeof factsOf> }
/** A text with a condition. Without `when` it is always true. */
export type Phrase = readonly [ru: string, en: string, zh: string, when?: (unit: UnitFacts) => boolean]

export const toText = ([ru, en, zh]: Phrase): TextInLanguages => ({ ru, en, zh })

export const phrasesTrueOf = (phrases: readonly Phrase[], unit: UnitFacts): Phrase[] =>
  phrases.filter(([, , , when]) => when?.(unit) ?? true)

export const isInYard = ({ slot }: UnitFacts): boolean => slot.depth === 'yard'
export const isAtStreet = ({ slot }: UnitFacts): boolean => slot.depth !== 'yard' && slot.floor === 1
export const isUpstairs = ({ slot }: UnitFacts): boolean => slot.floor > 1
export const isSmall = ({ facts }: UnitFacts): boolean => facts.areaUsableSqM < 45
export const isLarge = ({ facts }: UnitFacts): boolean => facts.areaUsableSqM >= 100
export const isAtEnd = ({ slot }: UnitFacts): boolean =>
  slot.offsetM === slot.building.offsetM ||
  slot.offsetM + slot.widthM >= slot.building.offsetM + slot.building.lengthM - 0.1
