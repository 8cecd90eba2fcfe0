import type { Reader } from '#shared/texts/i18n.ts'
import type { Fact } from '#models/incentives/zone.ts'
import { shownText, sourceOf, type ShownText } from './presentation.ts'

/** A fact with its source, for any page that states it. */
export type FactCard = {
  figure: ShownText | null
  text: ShownText | null
  note: ShownText | null
  unconfirmed: string
  source: string
  sourceUrl: string
  checked: string
}

export function factCard(reader: Reader, fact: Fact): FactCard {
  return {
    figure: shownText(fact.figure, reader.locale),
    text: shownText(fact.text, reader.locale),
    note: shownText(fact.note, reader.locale),
    unconfirmed: fact.confirmed ? '' : reader.t('zones.unconfirmed'),
    ...sourceOf(reader, fact),
  }
}
