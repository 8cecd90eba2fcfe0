import Handlebars from 'handlebars'
import type { MoneyReader } from '#shared/money/currencies.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { formatRoundMoney } from '#shared/texts/format.ts'
import { costOf } from '#features/premises/rules.ts'
import type { CardPremises, CatalogueService } from '../service.ts'
import { premisesCard } from '../card.ts'
import { createMarker, type Marker } from '../plan/marks.ts'
import type { SearchResult } from '../search/search.ts'

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

/** Returns a page of results as rows, in its order, with the words marked that the search found. */
export async function tableRows(
  reader: MoneyReader,
  { items, words }: Pick<SearchResult, 'items' | 'words'>,
  catalogue: Pick<CatalogueService, 'cards' | 'today'>,
): Promise<TableRow[]> {
  const ids = items.map(({ id }) => id)
  const byId = new Map((await catalogue.cards(ids)).map(card => [card._id.toHexString(), card]))
  const shown = { today: catalogue.today(), marker: createMarker(words, reader) }
  return ids.flatMap(id => byId.get(id) ?? []).map(card => rowOf(reader, card, shown))
}

function rowOf(
  reader: MoneyReader,
  premises: CardPremises,
  { today, marker }: { today: CityDay; marker: Marker | null },
): TableRow {
  const html = marker?.inText ?? ((text: string) => Handlebars.escapeExpression(text))
  const { code, href, title, lang, about, tone, label, measures, costBeside } = premisesCard(reader, premises, {
    today,
  })
  const cost = costOf(premises)
  const [area = '', frontage = '', ceiling = ''] = measures.map(({ value }) => value)
  return {
    code: html(code),
    href,
    title: html(title),
    lang,
    about: html(about),
    tone,
    label,
    area,
    frontage,
    ceiling,
    costBeside,
    cost: formatRoundMoney(reader.locale, cost.firstYearMonthlyFen),
    waived: formatRoundMoney(reader.locale, cost.rentWaivedFen),
  }
}
