/** A colleague who is called, or can be told of a note. */
export type Mentionable = { id: string; name: string }

/** Chinese names are followed by the next word without a gap. */
const goesOn = /[\p{L}\p{N}]/u
const han = /\p{Script=Han}$/u

/**
 * Who of these is called in a text by `@` (also the full-width one of Chinese keyboards) and the whole name, in the order of
 * `people`. Of names that begin alike the longest is meant, so `people` are all colleagues, also those who may not be told:
 * the name of one of them begins with that of another. A text cannot say which of two namesakes it means: it calls both.
 */
export function mentionedIn<Person extends Mentionable>(text: string, people: readonly Person[]): Person[] {
  const longestFirst = people.toSorted((one, other) => other.name.length - one.name.length)
  const called = new Set<string>()
  for (const { index } of text.matchAll(/[@＠]/g)) {
    const rest = text.slice(index + 1)
    const person = longestFirst.find(({ name }) => name !== '' && isCalled(rest, name))
    if (person) called.add(person.name)
  }
  return people.filter(({ name }) => called.has(name))
}

function isCalled(rest: string, name: string): boolean {
  if (!rest.toLowerCase().startsWith(name.toLowerCase())) return false
  const [next = ''] = rest.slice(name.length)
  return han.test(name) || !goesOn.test(next)
}
