import Handlebars from 'handlebars'
import type { MoneyReader } from '#shared/money/currencies.ts'
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
export function tableRows(reader: MoneyReader, { ids, cards, today, marker }: Listed): TableRow[] {
  const byId = new Map(cards.map(card => [card._id.toHexString(), card]))
  return ids.flatMap(id => byId.get(id) ?? []).map(card => rowOf(reader, card, { today, marker }))
}

function rowOf(
  reader: MoneyReader,
  premises: CardPremises,
  { today, marker }: Pick<Listed, 'today' | 'marker'>,
): TableRow {
  const html = marker?.inText ?? ((text: string) => Handlebars.escapeExpression(text))
  const { code, href, title, lang, about, tone, label, measures, costBeside } = premisesCard(reader, premises, {
    today,
  })
  const cost = costOf(premises)
  const [area = '', frontage = '', ceiling = ''] = measures.map(({ value }) => value)
  return {
    ...{ code: html(code), href, title: html(title), lang, about: html(about) },
    ...{ tone, label, area, frontage, ceiling },
    costBeside,
    cost: formatRoundMoney(reader.locale, cost.firstYearMonthlyFen),
    waived: formatRoundMoney(reader.locale, cost.rentWaivedFen),
  }
}
