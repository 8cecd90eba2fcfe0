import { inputValue, type FormValues } from '#web/forms/forms.ts'

export type Direction = 'up' | 'down'
export type FactMove = { at: number; way: Direction }
type FactPosition = { key: string; topic: string }

/** Returns a pattern for the field names of one fact. */
const factFieldPattern = (at: number): RegExp => new RegExp(`^facts\\.${at}\\.(.+)$`)

/**
 * Returns the fact to swap places with. Readers see facts grouped by topic, so this is the next one with the same topic.
 * Null when there is none, or when the fact has not been saved yet.
 */
export function neighbourOf(facts: readonly FactPosition[], { at, way }: FactMove): number | null {
  const moved = facts[at]
  if (!moved?.key) return null
  const alike = facts.flatMap(({ key, topic }, index) => (key && topic === moved.topic ? [index] : []))
  return alike[alike.indexOf(at) + (way === 'up' ? -1 : 1)] ?? null
}

/** Returns the posted fields with two facts swapped, and the key of the moved one. Null when it cannot move. */
export function swapFacts(input: FormValues, count: number, move: FactMove): { typed: FormValues; key: string } | null {
  const value = (at: number, name: string) => inputValue(input, `facts.${at}.${name}`)
  const facts = Array.from({ length: count }, (_, at) => ({ key: value(at, 'key'), topic: value(at, 'topic') }))
  const other = neighbourOf(facts, move)
  if (other === null) return null
  const renamed = Object.entries(input).map(
    ([name, typedIn]) => [swapFieldName(name, move.at, other), typedIn] as const,
  )
  return { typed: Object.fromEntries(renamed), key: value(move.at, 'key') }
}

function swapFieldName(name: string, one: number, other: number): string {
  const [, ofOne] = factFieldPattern(one).exec(name) ?? []
  if (ofOne) return `facts.${other}.${ofOne}`
  const [, ofOther] = factFieldPattern(other).exec(name) ?? []
  return ofOther ? `facts.${one}.${ofOther}` : name
}
