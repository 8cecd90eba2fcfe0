import { typedText, type Typed } from '#web/forms/forms.ts'

export type Way = 'up' | 'down'
export type FactMove = { at: number; way: Way }
type Place = { key: string; topic: string }

/** Returns a pattern for the field names of one fact. */
const ofFact = (at: number): RegExp => new RegExp(`^facts\\.${at}\\.(.+)$`)

/**
 * Returns the fact to swap places with. Readers see facts grouped by topic, so this is the next one with the same topic.
 * Null when there is none, or when the fact has not been saved yet.
 */
export function neighbourOf(facts: readonly Place[], { at, way }: FactMove): number | null {
  const moved = facts[at]
  if (!moved?.key) return null
  const alike = facts.flatMap(({ key, topic }, index) => (key && topic === moved.topic ? [index] : []))
  return alike[alike.indexOf(at) + (way === 'up' ? -1 : 1)] ?? null
}

/** Returns the posted fields with two facts swapped, and the key of the moved one. Null when it cannot move. */
export function movedIn(typed: Typed, count: number, move: FactMove): { typed: Typed; key: string } | null {
  const value = (at: number, name: string) => typedText(typed, `facts.${at}.${name}`)
  const facts = Array.from({ length: count }, (_, at) => ({ key: value(at, 'key'), topic: value(at, 'topic') }))
  const other = neighbourOf(facts, move)
  if (other === null) return null
  const renamed = Object.entries(typed).map(([name, typedIn]) => [exchanged(name, move.at, other), typedIn] as const)
  return { typed: Object.fromEntries(renamed), key: value(move.at, 'key') }
}

function exchanged(name: string, one: number, other: number): string {
  const [, ofOne] = ofFact(one).exec(name) ?? []
  if (ofOne) return `facts.${other}.${ofOne}`
  const [, ofOther] = ofFact(other).exec(name) ?? []
  return ofOther ? `facts.${one}.${ofOther}` : name
}
