import { sealing } from '../sealing/sealing.ts'
import type { MailCalendar, MailItem, MailRequest } from './mail-message.ts'

/** Content of a letter without its recipient: links may carry secrets, gaps what a person has written. */
type Content = Required<Pick<MailRequest, 'facts' | 'items'>> & Pick<MailRequest, 'calendar' | 'unsubscribe'>

/** Content of a letter as it is stored. */
export type StoredContent = {
  facts: Map<string, string>
  items: readonly MailItem[]
  calendar?: string | null | undefined
  unsubscribe?: string | null | undefined
  sealed?: string | null | undefined
}

/** Returns the sealing context of one letter: in another letter the content does not open. */
const contextOf = (cause: string): string => `mail ${cause}`

/** Returns the stored fields of a letter that hold its content; with sealing on, all of it in one sealed field. */
export function storedContent(cause: string, { facts, items, calendar, unsubscribe }: Content) {
  const seal = sealing()
  const content = JSON.stringify({ facts, items, calendar, unsubscribe })
  if (seal.on) return { facts: {}, items: [], sealed: seal.stored(content, contextOf(cause)) }
  return {
    facts,
    items: [...items],
    ...(calendar ? { calendar: JSON.stringify(calendar) } : {}),
    ...(unsubscribe ? { unsubscribe } : {}),
  }
}

/** Reverses `storedContent`. Throws when the content is sealed with a missing key. */
export function contentOf({
  cause,
  facts,
  items,
  calendar,
  unsubscribe,
  sealed,
}: StoredContent & { cause: string }): Content {
  if (sealed) return JSON.parse(sealing().read(sealed, contextOf(cause))) as Content
  return {
    facts: Object.fromEntries(facts),
    items: items.map(({ title, text, path }) => ({ title, text, path })),
    ...(unsubscribe ? { unsubscribe } : {}),
    ...(calendar ? { calendar: JSON.parse(calendar) as MailCalendar } : {}),
  }
}
