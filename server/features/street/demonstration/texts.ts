import type { Choices } from '#features/premises/seeded-random.ts'
import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { defects, details } from './details.ts'
import { summaries } from './summaries.ts'
import { said, trueOf, type Phrase, type Said, type UnitFacts } from './text.ts'
import { tradeTitles } from './titles-trade.ts'
import { workTitles } from './titles-work.ts'

/** Titles of units by use. Each use has at least one title that is true of any unit. */
const titles: Record<UseClass, readonly Phrase[]> = { ...tradeTitles, ...workTitles }

const sentencesInADescription = 4

/** Returns the texts of a listing in three languages. They state nothing that contradicts its facts. */
export function textsOf(told: UnitFacts, choices: Choices) {
  const [opening, ...more] = shuffled(trueOf(summaries, told), choices)
  const facts = shuffled(trueOf(details, told), choices).slice(0, sentencesInADescription)
  const known = choices.chance(14) ? shuffled(trueOf(defects, told), choices).slice(0, 1) : []
  return {
    title: joined([titleOf(told, choices)]),
    summary: joined(opening ? [opening] : []),
    description: joined([...more.slice(0, 1), ...facts]),
    defects: joined(known),
  }
}

function titleOf(told: UnitFacts, choices: Choices): Phrase {
  const all = trueOf(titles[told.slot.use], told)
  const telling = all.filter(([, , , when]) => when)
  const possible = telling.length > 0 && choices.chance(84) ? telling : all
  const title = possible[choices.pick(possible.length)]
  if (!title) throw new Error(`no title for ${told.slot.code}`)
  return title
}

function joined(phrases: readonly Phrase[]): Partial<Said> {
  if (phrases.length === 0) return {}
  const texts = phrases.map(said)
  return {
    ru: texts.map(({ ru }) => ru).join(' '),
    en: texts.map(({ en }) => en).join(' '),
    zh: texts.map(({ zh }) => zh).join(''),
  }
}

function shuffled<T>(things: readonly T[], choices: Choices): T[] {
  return things
    .map(thing => ({ thing, place: choices.pick(1_000_000) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ thing }) => thing)
}
