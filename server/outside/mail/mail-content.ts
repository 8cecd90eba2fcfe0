import { sealing } from '../sealing/sealing.ts'
import type { MailCalendar, MailItem, MailRequest } from './mail-message.ts'

/** What a letter says beside whom it is for: links may carry secrets, gaps what a person has written. */
type Content = Required<Pick<MailRequest, 'facts' | 'items'>> & Pick<MailRequest, 'calendar' | 'unsubscribe'>

/** As it is stored. */
export type StoredContent = {
  facts: Map<string, string>
  items: readonly MailItem[]
  calendar?: string | null | undefined
  unsubscribe?: string | null | undefined
  sealed?: string | null | undefined
}

/** For one letter only: put into another one it does not open. */
const contextOf = (cause: string): string => `mail ${cause}`

/** The fields of a stored letter that hold its content: sealed, all in one. */
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

/** The same again. Throws when it is sealed with a key that is missing. */
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
