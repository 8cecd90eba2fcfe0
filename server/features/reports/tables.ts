import type { PremisesStatus } from '../../../models/parts/premises-vocabulary.ts'
import { startOfCityDay } from '../../shared/city-day.ts'
import { formatAmount, formatNumber, formatShortDay } from '../../shared/format.ts'
import { isMessageKey, type Locale, type MessageKey, type Translate } from '../../shared/i18n.ts'
import type { ReportFigures } from './service.ts'

export type Words = { t: Translate; locale: Locale }

/** `share` is a percentage; `money` is fen. Null is "too few to tell" or "not known". */
export type Cell = { text: string } | { value: number | null; unit: 'count' | 'days' | 'area' | 'share' | 'money' }
export const tableIds = ['funnel', 'now', 'stages', 'occupancy', 'uses', 'waived', 'demand'] as const
export type TableId = (typeof tableIds)[number]
export type Table = { id: TableId; title: string; note: string; columns: string[]; rows: Cell[][] }

/**
 * All figures of a report in tables: the page, the spreadsheet, the CSV file and the PDF are made of these and of nothing
 * else. The first cell of a row says what the row is about.
 */
export const reportTables = (words: Words, figures: ReportFigures): Table[] =>
  tableIds.map(id => {
    const { columns, rows } = makers[id](words, figures)
    return {
      id,
      title: words.t(`report.${id}`),
      note: words.t(`report.${id}.note`, { count: figures.waived.unknown }),
      columns: columns.map(key => words.t(key)),
      rows,
    }
  })

type Made = { columns: MessageKey[]; rows: Cell[][] }
const count = (value: number): Cell => ({ value, unit: 'count' })
const area = (value: number): Cell => ({ value: rounded(value, 2), unit: 'area' })
const share = (part: number, whole: number): Cell => ({
  value: whole === 0 ? null : rounded((part / whole) * 100, 1),
  unit: 'share',
})
const days = (value: number | null): Cell => ({ value: value === null ? null : rounded(value, 1), unit: 'days' })
const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits

const makers: Record<TableId, (words: Words, figures: ReportFigures) => Made> = {
  funnel: ({ t }, { funnel, submitted }) => ({
    columns: ['report.column.step', 'report.column.reached', 'report.column.share'],
    rows: funnel.map(({ step, reached }) => [
      { text: t(`application.state.${step}`) },
      count(reached),
      share(reached, submitted),
    ]),
  }),
  now: ({ t }, { now, submitted }) => ({
    columns: ['report.column.state', 'report.column.cases', 'report.column.share'],
    rows: now.map(({ state, count: cases }) => [{ text: stateName(t, state) }, count(cases), share(cases, submitted)]),
  }),
  stages: ({ t }, { stages }) => ({
    columns: ['report.column.stage', 'report.column.left', 'report.column.working', 'report.column.calendar'],
    rows: stages.map(({ stage, cases, workingDays, calendarDays }) => [
      { text: t(`application.state.${stage}`) },
      count(cases),
      days(workingDays),
      days(calendarDays),
    ]),
  }),
  occupancy: ({ locale }, { occupancy }) => ({
    columns: [
      'report.column.day',
      ...shownStatuses.map(status => `premises.status.${status}` as const),
      'report.column.unknown',
      'report.column.taken',
    ],
    rows: occupancy.map(({ _id, counts, unknown }) => [
      { text: formatShortDay(locale, startOfCityDay(_id)) },
      ...shownStatuses.map(status => count(counts[status] ?? 0)),
      count(unknown),
      unknown > 0 ? { value: null, unit: 'share' } : takenShare(counts),
    ]),
  }),
  uses: ({ t }, { uses }) => ({
    columns: [
      'report.column.use',
      'report.column.premises',
      'report.column.area',
      'report.column.area-taken',
      'report.column.taken',
    ],
    rows: uses.map(({ use, premises, areaSqM, takenSqM }) => [
      { text: t(`premises.use.${use}`) },
      count(premises),
      area(areaSqM),
      area(takenSqM),
      share(takenSqM, areaSqM),
    ]),
  }),
  waived: ({ t }, { waived }) => ({
    columns: ['report.column.what', 'report.column.tenancies', 'report.column.free-days', 'report.column.yuan'],
    rows: [
      [
        { text: t('report.waived.period') },
        count(waived.tenancies),
        count(waived.days),
        { value: waived.fen, unit: 'money' },
      ],
      [
        { text: t('report.waived.to-date') },
        { value: null, unit: 'count' },
        { value: null, unit: 'count' },
        { value: waived.toDateFen, unit: 'money' },
      ],
    ],
  }),
  demand: (_words, { demand }) => ({
    columns: ['report.column.code', 'report.column.first', 'report.column.any'],
    rows: demand.map(({ code, first, any }) => [{ text: code }, count(first), count(any)]),
  }),
}

export const shownStatuses = ['available', 'held', 'let', 'paused'] as const satisfies readonly PremisesStatus[]

/** Held and let, of all that are on show. */
function takenShare({
  available = 0,
  held = 0,
  let: taken = 0,
  paused = 0,
}: ReportFigures['occupancy'][number]['counts']): Cell {
  return share(held + taken, available + held + taken + paused)
}

function stateName(t: Translate, state: string): string {
  const key = `application.state.${state}`
  return isMessageKey(key) ? t(key) : state
}

/** What a spreadsheet gets: the number itself, money in yuan. Null where there is none. */
export function plainValue(cell: Cell): string | number | null {
  if ('text' in cell) return cell.text
  return cell.unit === 'money' && cell.value !== null ? cell.value / 100 : cell.value
}

const digitsOf = { count: 0, days: 1, area: 2, share: 1 } as const

/** What people read. */
export function readable(locale: Locale, cell: Cell): string {
  if ('text' in cell) return cell.text
  const { value, unit } = cell
  if (value === null) return '—'
  if (unit === 'money') return formatAmount(locale, value)
  return `${formatNumber(locale, value, digitsOf[unit])}${unit === 'share' ? '\u00a0%' : ''}`
}
