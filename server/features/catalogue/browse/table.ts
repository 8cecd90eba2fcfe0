import Handlebars from 'handlebars'
import type { MoneyReader } from '#shared/money/exchange.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { formatRoundMoney } from '#shared/texts/format.ts'
import { costOf } from '#features/premises/rules.ts'
import type { CardPremises } from '../service.ts'
import { premisesCard } from '../card.ts'
import type { Marker } from '../plan/marks.ts'

export type TableRow = {
  /** HTML with the searched words marked. */
  code: string
  href: string
  /** HTML. */
  title: string
  lang: string | null
  /** HTML. */
  about: string
  tone: string
  label: string
  area: string
  frontage: string
  ceiling: string
  cost: string
  costBeside: string
  waived: string
}

type Listed = {
  ids: readonly string[]
  cards: readonly CardPremises[]
  today: CityDay
  marker: Marker | null
}

/** Returns the premises as rows, in the order of `ids`. */
export function tableRows(words: MoneyReader, { ids, cards, today, marker }: Listed): TableRow[] {
  const byId = new Map(cards.map(card => [card._id.toHexString(), card]))
  return ids.flatMap(id => byId.get(id) ?? []).map(card => rowOf(words, card, { today, marker }))
}

function rowOf(
  words: MoneyReader,
  premises: CardPremises,
  { today, marker }: Pick<Listed, 'today' | 'marker'>,
): TableRow {
  const html = marker?.inText ?? ((text: string) => Handlebars.escapeExpression(text))
  const { code, href, title, lang, about, tone, label, measures, costBeside } = premisesCard(words, premises, { today })
  const cost = costOf(premises)
  const [area = '', frontage = '', ceiling = ''] = measures.map(({ value }) => value)
  return {
    ...{ code: html(code), href, title: html(title), lang, about: html(about) },
    ...{ tone, label, area, frontage, ceiling },
    costBeside,
    cost: formatRoundMoney(words.locale, cost.firstYearMonthlyFen),
    waived: formatRoundMoney(words.locale, cost.rentWaivedFen),
  }
}
