import { messageKeys, type MessageKey } from '#shared/texts/i18n.ts'

/** Groups of messages that the staff may reword. */
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

/** Prefixes of a group's keys, where they differ from its name. */
const keyPrefixes: Partial<Record<TextGroup, readonly string[]>> = {
  letter: ['letter.', 'tenancy.letter.'],
  // Only texts that are stored as sent. Reasons of decisions are stored by code: rewording them would change the past.
  ready: ['request.template.', 'finding.template.'],
}

/**
 * Messages that are worded together: a mail with its subject, a question with its answer, a clause with its heading, or a
 * single sentence.
 */
export type TextItem = { id: string; group: TextGroup; keys: readonly MessageKey[] }

const itemOf = (key: MessageKey): string =>
  /^(?:mail\.[a-z0-9-]+(?=\.)|answers\.[a-z0-9-]+(?=\.(?:question|answer)$)|contract\.clause\.[a-z-]+(?=\.)|(?:request|finding)\.template\.[a-z_]+)/.exec(
    key,
  )?.[0] ?? key

/** In the order of the catalogue. */
export const textItems: readonly TextItem[] = textGroups.flatMap(group => {
  const prefixes = keyPrefixes[group] ?? [`${group}.`]
  const keys = messageKeys.filter(key => prefixes.some(beginning => key.startsWith(beginning)))
  const byItem = new Map<string, MessageKey[]>()
  for (const key of keys) byItem.set(itemOf(key), [...(byItem.get(itemOf(key)) ?? []), key])
  return [...byItem].map(([id, own]) => ({ id, group, keys: own }))
})

export const findTextItem = (id: string): TextItem | undefined => textItems.find(item => item.id === id)
