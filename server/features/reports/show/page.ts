import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { isCityDay, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatShortDay } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { barChart, barsOf, lineChart } from '../charts.ts'
import { headLines } from '../files.ts'
import { presets } from '../period.ts'
import type { ReportFigures } from '../service.ts'
import { readable } from '../cells.ts'
import { reportTables, type Table } from '../tables.ts'
import type { Asked } from './input.ts'
import { streetOn, type StreetOn, type StreetThen } from './street-page.ts'

type ShownTable = {
  id: Table['id']
  title: string
  note: string
  chart: string
  columns: { label: string; number: boolean }[]
  rows: { head: string; cells: { text: string; label: string }[] }[]
}
type ReportPage = {
  title: string
  wide: true
  breadcrumb: Breadcrumb
  head: string[]
  action: string
  presets: { label: string; href: string; current: boolean }[]
  typed: { from: string; to: string }
  wrong: string | null
  today: string
  files: { label: string; href: string }[]
  street: StreetOn
  tables: ShownTable[]
}
export const renderReport = view<ReportPage>('reports/report')

type Around = { asked: Asked; figures: ReportFigures; then: StreetThen; today: CityDay }

export function reportPage(words: Reader, { asked, figures, then, today }: Around): ReportPage {
  const { t, locale } = words
  const action = pathTo(locale, '/staff/reports')
  const query = new URLSearchParams(asked.period).toString()
  return {
    title: t('report.title'),
    wide: true,
    breadcrumb: [{ label: t('desk.title'), href: pathTo(locale, '/staff') }, { label: t('report.title') }],
    head: headLines(words, figures),
    action,
    presets: presets.map(name => ({
      label: t(`report.preset.${name}`),
      href: `${pathTo(locale, '/staff/reports')}?period=${name}`,
      current: name === asked.preset,
    })),
    typed: asked.typed,
    wrong: asked.wrong ? t('report.wrong') : null,
    today,
    files: (['xlsx', 'csv', 'pdf'] as const).map(format => ({
      label: t(`report.file.${format}`),
      href: `${action}/report.${format}?${query}`,
    })),
    street: streetOn(words, then, { period: asked.period, today }),
    tables: reportTables(words, figures).map(table => shownTable(words, table, figures)),
  }
}

function shownTable(words: Reader, table: Table, figures: ReportFigures): ShownTable {
  return {
    ...table,
    chart: chartOf(words, table, figures),
    columns: table.columns.map((label, index) => ({ label, number: index > 0 })),
    rows: table.rows.map(([head, ...cells]) => ({
      head: head ? readable(words.locale, head) : '',
      cells: cells.map((cell, index) => ({
        text: readable(words.locale, cell),
        label: table.columns[index + 1] ?? '',
      })),
    })),
  }
}

function chartOf({ t, locale }: Reader, table: Table, { occupancy }: ReportFigures): string {
  const cellText = (column: number) => (row: number) => {
    const cell = table.rows[row]?.[column]
    return cell ? readable(locale, cell) : ''
  }
  if (table.id === 'funnel') return barChart(table.title, barsOf(table, { column: 1, text: cellText(1) }))
  if (table.id === 'stages') return barChart(table.title, barsOf(table, { column: 2, text: cellText(2) }))
  if (table.id === 'uses') return barChart(table.title, barsOf(table, { column: 2, text: cellText(2), part: 3 }))
  if (table.id !== 'occupancy') return ''
  const days = occupancy.map(({ _id }) => ({
    at: startOfCityDay(_id).getTime(),
    text: formatShortDay(locale, startOfCityDay(_id)),
  }))
  const line = (status: 'let' | 'held') => ({
    name: t(`premises.status.${status}`),
    className: status,
    points: occupancy.map(({ counts, unknown }) => (unknown > 0 ? null : (counts[status] ?? 0))),
  })
  return lineChart(table.title, days, [line('let'), line('held')])
}

/** The day whose street is asked for; the last of the period unless said. */
export const dayAsked = (on: string, today: CityDay): CityDay => (isCityDay(on) && on <= today ? on : today)
