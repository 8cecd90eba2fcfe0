/** A colleague who can be mentioned in a note. */
export type Mentionable = { id: string; name: string }

/** A letter or digit after a name shows that it continues; Chinese names are followed by the next word without a space. */
const nameCharacter = /[\p{L}\p{N}]/u
const han = /\p{Script=Han}$/u

/**
 * Returns which of these people a text mentions by `@` (also the full-width one of Chinese keyboards) and the whole name, in
 * the order of `people`. Of names that begin alike the longest is meant. So `people` must be all colleagues, also those who
 * may not be notified: one name may begin with another. A text cannot distinguish two namesakes: it mentions both.
 */
export function mentionedIn<Person extends Mentionable>(text: string, people: readonly Person[]): Person[] {
  const longestFirst = people.toSorted((one, other) => other.name.length - one.name.length)
  const called = new Set<string>()
  for (const { index } of text.matchAll(/[@＠]/g)) {
    const rest = text.slice(index + 1)
    const person = longestFirst.find(({ name }) => name !== '' && startsWithName(rest, name))
    if (person) called.add(person.name)
  }
  return people.filter(({ name }) => called.has(name))
}

function startsWithName(rest: string, name: string): boolean {
  if (!rest.toLowerCase().startsWith(name.toLowerCase())) return false
  const [next = ''] = rest.slice(name.length)
  return han.test(name) || !nameCharacter.test(next)
}
