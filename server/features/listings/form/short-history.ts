import type { Premises } from '#models/premises/premises.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'

export type ShortHistory = { at: string; what: string; who: string; note: string }[]

/** Events on the page of the premises itself; the page of its versions has all. */
const shortHistory = 10

/** What they note are the names of the fields. */
const namingFields = new Set(['edited', 'imported', 'sent-by-program'])

export function historyOf({ t, locale }: Reader, { events }: Premises): ShortHistory {
  return events
    .slice(-shortHistory)
    .toReversed()
    .map(({ at, kind, byName, note }) => {
      const key = `listing.event.${kind}`
      return {
        at: formatInstant(locale, at),
        what: t(isMessageKey(key) ? key : 'listing.event.other'),
        who: byName || t('listing.history.system'),
        note: namingFields.has(kind) ? changedWords(t, note) : note,
      }
    })
}

/** The names of changed fields, which the record keeps, in the reader's language. */
function changedWords(t: Translate, note: string): string {
  const words = note.split(' ').map(name => {
    const key = `listing.field.${name.replace(/Fen$/, '')}`
    return isMessageKey(key) ? t(key) : ''
  })
  return [...new Set(words.filter(Boolean))].join(' · ')
}
