import type { PremisesStatus } from '#models/premises/parts/premises-vocabulary.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { formatInstant, formatShortDay } from '#shared/texts/format.ts'
import { isMessageKey, type Locale, type MessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { formatPartialDate } from '#shared/days/partial-date.ts'
import { areaCell, changeCell, countCell, daysCell, hoursCell, isEmptyRow, shareCell, type Cell } from './cells.ts'
import type { EnquiryCount } from './enquiries.ts'
import type { ReportFigures } from './service.ts'

const tableIds = [
  ...(['summary', 'funnel', 'now', 'stages', 'occupancy', 'uses', 'waived', 'demand'] as const),
  ...(['enquiries', 'enquiries-about'] as const),
] as const
type TableId = (typeof tableIds)[number]
export type Table = { id: TableId; title: string; note: string; columns: string[]; rows: Cell[][] }

/** Tables in which zeros are informative: how far applications have come, and the figures of a year before. */
const fullTables: readonly TableId[] = ['summary', 'funnel', 'enquiries']

/**
 * Returns all figures of a report as tables, of which the page, the spreadsheet, the CSV file and the PDF are made. The
 * first cell of a row names it. Rows in which nothing happened are left out; empty tables are named by `describeEmptyTables`.
 */
export const reportTables = (reader: Reader, figures: ReportFigures): Table[] =>
  tableIds.map(id => {
    const { columns, rows } = makers[id](reader, figures)
    return {
      id,
      title: reader.t(`report.${id}`),
      note: reader.t(`report.${id}.note`, {
        count: figures.waived.unknown,
        at: formatInstant(reader.locale, figures.countedAt),
      }),
      columns: columns.map(key => reader.t(key)),
      rows: fullTables.includes(id) && !rows.every(isEmptyRow) ? rows : rows.filter(row => !isEmptyRow(row)),
    }
  })

/** Names the tables that have nothing to report; null where all have something. */
export function describeEmptyTables({ t, locale }: Reader, tables: readonly Table[]): string | null {
  const titles = tables.filter(({ rows }) => rows.length === 0).map(({ title }) => title)
  return titles.length > 0 ? t('report.quiet', { tables: titles.join(locale === 'zh' ? '、' : ', ') }) : null
}

type TableContent = { columns: MessageKey[]; rows: Cell[][] }
const makers: Record<TableId, (reader: Reader, figures: ReportFigures) => TableContent> = {
  summary: ({ t }, { submitted, waived, enquiries, before }) => {
    const comparedCells = (name: MessageKey, now: number, then: number): Cell[] => [
      { text: t(name) },
      countCell(now),
      countCell(then),
      changeCell(now, then),
    ]
    const sum = (of: 'received' | 'answered', { months }: ReportFigures['enquiries']) =>
      months.reduce((all, month) => all + month[of], 0)
    return {
      columns: ['report.column.what', 'report.column.period', 'report.column.year-before', 'report.column.change'],
      rows: [
        comparedCells('report.summary.submitted', submitted, before.submitted),
        comparedCells('report.summary.enquiries', sum('received', enquiries), sum('received', before.enquiries)),
        comparedCells('report.summary.answered', sum('answered', enquiries), sum('answered', before.enquiries)),
        comparedCells('report.summary.tenancies', waived.tenancies, before.waived.tenancies),
        [
          { text: t('report.summary.waived') },
          { value: waived.fen, unit: 'money' },
          { value: before.waived.fen, unit: 'money' },
          changeCell(waived.fen, before.waived.fen),
        ],
      ],
    }
  },
  funnel: ({ t }, { funnel, submitted }) => ({
    columns: ['report.column.step', 'report.column.reached', 'report.column.share'],
    rows: funnel.map(({ step, reached }) => [
      { text: t(`application.state.${step}`) },
      countCell(reached),
      shareCell(reached, submitted),
    ]),
  }),
  now: ({ t }, { now, submitted }) => ({
    columns: ['report.column.state', 'report.column.cases', 'report.column.share'],
    rows: now.map(({ state, count: cases }) => [
      { text: stateName(t, state) },
      countCell(cases),
      shareCell(cases, submitted),
    ]),
  }),
  stages: ({ t }, { stages }) => ({
    columns: ['report.column.stage', 'report.column.left', 'report.column.working', 'report.column.calendar'],
    rows: stages.map(({ stage, cases, workingDays, calendarDays }) => [
      { text: t(`application.state.${stage}`) },
      countCell(cases),
      daysCell(workingDays),
      daysCell(calendarDays),
    ]),
  }),
  occupancy: ({ locale }, { occupancy }) => ({
    columns: [
      'report.column.day',
      ...shownStatuses.map(status => `premises.status.${status}` as const),
      'report.column.unknown',
      'report.column.taken',
    ],
    rows: occupancy.map(({ counts, unknown, ...day }) => [
      { text: dayName(locale, day) },
      ...shownStatuses.map(status => countCell(counts[status] ?? 0)),
      countCell(unknown),
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
      countCell(premises),
      areaCell(areaSqM),
      areaCell(takenSqM),
      shareCell(takenSqM, areaSqM),
    ]),
  }),
  waived: ({ t }, { waived }) => ({
    columns: ['report.column.what', 'report.column.tenancies', 'report.column.free-days', 'report.column.yuan'],
    rows: [
      [
        { text: t('report.waived.period') },
        countCell(waived.tenancies),
        countCell(waived.days),
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
    rows: demand.map(({ code, first, any }) => [{ text: code }, countCell(first), countCell(any)]),
  }),
  enquiries: ({ locale }, { enquiries }) => ({
    columns: ['report.column.month', ...enquiryColumns],
    rows: enquiries.months.map(({ month, ...counted }) => [
      { text: formatPartialDate(locale, month) },
      ...enquiryCells(counted),
    ]),
  }),
  'enquiries-about': ({ t }, { enquiries }) => ({
    columns: ['report.column.about', ...enquiryColumns],
    rows: [
      ...enquiries.topics.map(({ topic, ...counted }) => [
        { text: t('report.about.topic', { topic: t(`contact.topic.${topic}`) }) },
        ...enquiryCells(counted),
      ]),
      ...enquiries.languages.map(({ language, ...counted }) => [
        { text: t('report.about.language', { language: t(`locale.${language}`) }) },
        ...enquiryCells(counted),
      ]),
    ],
  }),
}

const enquiryColumns = [
  'report.column.received',
  'report.column.answered',
  'report.column.answer-hours',
  'report.column.spam',
  'report.column.spam-share',
] as const satisfies readonly MessageKey[]

const enquiryCells = ({ received, answered, answerHours, spam }: EnquiryCount): Cell[] => [
  countCell(received),
  countCell(answered),
  hoursCell(answerHours),
  countCell(spam),
  shareCell(spam, received),
]

export const shownStatuses = ['available', 'held', 'let', 'paused'] as const satisfies readonly PremisesStatus[]

/** Names a day; today with the time at which it was counted. */
export const dayName = (
  locale: Locale,
  { _id, source, notedAt }: Pick<ReportFigures['occupancy'][number], '_id' | 'source' | 'notedAt'>,
): string => (source === 'now' ? formatInstant(locale, notedAt) : formatShortDay(locale, startOfCityDay(_id)))

/** Share of held and let premises among all that are public. */
function takenShare({
  available = 0,
  held = 0,
  let: taken = 0,
  paused = 0,
}: ReportFigures['occupancy'][number]['counts']): Cell {
  return shareCell(held + taken, available + held + taken + paused)
}

function stateName(t: Translate, state: string): string {
  const key = `application.state.${state}`
  return isMessageKey(key) ? t(key) : state
}
