import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { flushAudit, recordAudit } from '#outside/audit.ts'
import { staff } from '#web/access/access.ts'
import { sendCsv } from '#web/files/csv.ts'
import { sendPdf } from '#web/files/downloads.ts'
import { sendXlsx } from '#web/files/xlsx.ts'
import { readPath } from '#web/forms/forms.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { isCityDay, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatShortDay } from '#shared/texts/format.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { inputLanguage } from '#web/forms/form-schemas.ts'
import { csvHead, csvRows, reportPdf, reportSheets, headLines } from '../files.ts'
import { describeEmptyTables, reportTables, type Table } from '../tables.ts'
import { barChart, barsOf, lineChart } from '../charts.ts'
import { presets, periodOf, presetPeriod, type Period, type Preset } from '../period.ts'
import type { ReportFigures } from '../service.ts'
import { formatCell } from '../cells.ts'
import { createStreetView, type StreetView, type RecordedStreet } from './street-page.ts'

const text = z.string().catch('')
/** What is not a date stays as typed. */
const day = text.transform(input => readDay(input, inputLanguage()) ?? input)
const query = z.object({ period: z.enum(presets).optional().catch(undefined), from: day, to: day, on: day })
type ReportQuery = { period: Period; preset: Preset | null; on: string; wrong: boolean; typed: Period }

/** Days take precedence over a named period; an invalid request shows the current month with an error message. */
function readReportQuery(rawQuery: unknown, today: CityDay): ReportQuery {
  const { period: name = 'month', from, to, on } = query.parse(rawQuery)
  const preset = { period: presetPeriod(name, today), preset: name, on, wrong: false }
  if (!from && !to) return { ...preset, typed: preset.period }
  const period = periodOf(from, to, today)
  if (!period)
    return { ...preset, period: presetPeriod('month', today), preset: null, wrong: true, typed: { from, to } }
  return { period, preset: null, on, wrong: false, typed: period }
}

const reportFile = z.object({ format: z.enum(['xlsx', 'csv', 'pdf']) })

/** Reports name nobody, so all staff may read them; exports are recorded in the audit trail. */
export function reportRoutes({
  reports,
  premises,
  listings,
}: Pick<Services, 'reports' | 'premises' | 'listings'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/reports', staff(), async (req, res) => {
    const today = reports.today()
    const asked = readReportQuery(req.query, today)
    const day = dayAsked(asked.on, asked.period.to)
    const [figures, known] = await Promise.all([reports.report(asked.period), premises.occupancyDays.on(day)])
    const street = known?.units ? await listings.buildings.street({ buildings: null }) : null
    const page = reportPage(readerOf(res), { asked, figures, then: { asked: day, known, street }, today })
    renderReport(res, page, asked.wrong ? 422 : 200)
  })

  router.get('/staff/reports/report.:format', staff(), async (req, res) => {
    const { format } = readPath(reportFile, req.params)
    const { period } = readReportQuery(req.query, reports.today())
    const figures = await reports.report(period)
    const reader = readerOf(res)
    const tables = reportTables(reader, figures)
    const name = `${reader.t('report.file.name')}-${period.from}-${period.to}.${format}`
    recordAudit({
      action: 'report.exported',
      subject: { kind: 'report', id: 'office', label: `${period.from} ${period.to} ${format}` },
    })
    await flushAudit()
    if (format === 'csv') await sendCsv(res, { name, head: csvHead(reader) }, csvRows(tables))
    else if (format === 'xlsx') await sendXlsx(res, name, reportSheets(reader, figures, tables))
    else await sendPdf(res, name, await reportPdf(reader, figures, tables))
  })

  return router
}

const readerOf = ({ locals: { t, locale } }: Response) => ({ t, locale })

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
  breadcrumb: Breadcrumb
  head: string[]
  action: string
  presets: { label: string; href: string; current: boolean }[]
  typed: { from: string; to: string }
  wrong: string | null
  today: string
  files: { label: string; href: string }[]
  street: StreetView
  tables: ShownTable[]
  /** Names the tables that have nothing to report; null where all have something. */
  quiet: string | null
}
const renderReport = view<ReportPage>('reports/report')

type Around = { asked: ReportQuery; figures: ReportFigures; then: RecordedStreet; today: CityDay }

function reportPage(reader: Reader, { asked, figures, then, today }: Around): ReportPage {
  const { t, locale } = reader
  const action = pathTo(locale, '/staff/reports')
  const query = new URLSearchParams(asked.period).toString()
  const tables = reportTables(reader, figures)
  return {
    title: t('report.title'),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('report.title') }],
    head: headLines(reader, figures, []),
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
    street: createStreetView(reader, then, { period: asked.period, today }),
    tables: tables.filter(({ rows }) => rows.length > 0).map(table => shownTable(reader, table, figures)),
    quiet: describeEmptyTables(reader, tables),
  }
}

function shownTable(reader: Reader, table: Table, figures: ReportFigures): ShownTable {
  return {
    ...table,
    chart: chartOf(reader, table, figures),
    columns: table.columns.map((label, index) => ({ label, number: index > 0 })),
    rows: table.rows.map(([head, ...cells]) => ({
      head: head ? formatCell(reader.locale, head) : '',
      cells: cells.map((cell, index) => ({
        text: formatCell(reader.locale, cell),
        label: table.columns[index + 1] ?? '',
      })),
    })),
  }
}

function chartOf({ t, locale }: Reader, table: Table, { occupancy }: ReportFigures): string {
  const cellText = (column: number) => (row: number) => {
    const cell = table.rows[row]?.[column]
    return cell ? formatCell(locale, cell) : ''
  }
  const label = `${t('report.chart')}${t('list.colon')}${table.title}`
  if (table.id === 'funnel') return barChart(label, barsOf(table, { column: 1, text: cellText(1) }))
  if (table.id === 'stages') return barChart(label, barsOf(table, { column: 2, text: cellText(2) }))
  if (table.id === 'uses') {
    const [, , whole = '', part = ''] = table.columns
    return barChart(label, barsOf(table, { column: 2, text: cellText(2), part: 3 }), { whole, part })
  }
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
  return lineChart(label, days, [line('let'), line('held')])
}

/** Returns the requested day, by default the last of the period. */
const dayAsked = (on: string, today: CityDay): CityDay => (isCityDay(on) && on <= today ? on : today)
