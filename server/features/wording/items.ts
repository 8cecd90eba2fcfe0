import { messageKeys, type MessageKey } from '#shared/texts/i18n.ts'

/** Where the sentences are that the staff may word themselves. */
export const textGroups = ['mail', 'home', 'contact', 'guides', 'answers', 'data'] as const
export type TextGroup = (typeof textGroups)[number]

/** What is worded together: a mail with its subject, a question with its answer, or one sentence of a page. */
export type TextItem = { id: string; group: TextGroup; keys: readonly MessageKey[] }

const itemOf = (key: MessageKey): string =>
  /^(?:mail\.[a-z0-9-]+(?=\.)|answers\.[a-z0-9-]+(?=\.(?:question|answer)$))/.exec(key)?.[0] ?? key

/** In the order of the catalogue. */
export const textItems: readonly TextItem[] = textGroups.flatMap(group => {
  const keys = messageKeys.filter(key => key.startsWith(`${group}.`))
  return [...new Set(keys.map(itemOf))].map(id => ({ id, group, keys: keys.filter(key => itemOf(key) === id) }))
})

export const textItem = (id: string): TextItem | undefined => textItems.find(item => item.id === id)
