import { messageKeys, type MessageKey } from '#shared/texts/i18n.ts'

/** Where the sentences are that the staff may word themselves. */
export const textGroups = [
  'mail',
  'letter',
  'contract',
  'ready',
  'home',
  'contact',
  'guides',
  'answers',
  'data',
] as const
export type TextGroup = (typeof textGroups)[number]

/** What its keys begin with, where that is more than the group's name. */
const beginnings: Partial<Record<TextGroup, readonly string[]>> = {
  letter: ['letter.', 'tenancy.letter.'],
  // Those that are kept as they were told. Reasons of decisions are kept by their codes: reworded, they would change the past.
  ready: ['request.template.', 'finding.template.'],
}

/** What is worded together: a mail with its subject, a question with its answer, a clause with its heading, or one sentence. */
export type TextItem = { id: string; group: TextGroup; keys: readonly MessageKey[] }

const itemOf = (key: MessageKey): string =>
  /^(?:mail\.[a-z0-9-]+(?=\.)|answers\.[a-z0-9-]+(?=\.(?:question|answer)$)|contract\.clause\.[a-z-]+(?=\.)|(?:request|finding)\.template\.[a-z_]+)/.exec(
    key,
  )?.[0] ?? key

/** In the order of the catalogue. */
export const textItems: readonly TextItem[] = textGroups.flatMap(group => {
  const known = beginnings[group] ?? [`${group}.`]
  const keys = messageKeys.filter(key => known.some(beginning => key.startsWith(beginning)))
  return [...new Set(keys.map(itemOf))].map(id => ({ id, group, keys: keys.filter(key => itemOf(key) === id) }))
})

export const textItem = (id: string): TextItem | undefined => textItems.find(item => item.id === id)
