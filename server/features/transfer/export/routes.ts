import { Router, type Response } from 'express'
import { z } from 'zod'
import { flushAudit, recordAudit } from '#outside/audit.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { sendCsv } from '#web/files/csv.ts'
import { sendXlsx } from '#web/files/xlsx.ts'
import type { ListingsService } from '#features/listings/service.ts'
import { filterPairs, staffFilter, type StaffFilter } from '#features/listings/staff-table/filter.ts'
import { scopeOf } from '#features/premises/scope.ts'
import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { CheckedOption } from '#web/forms/fields.ts'
import { columns, headingOf } from '../table/columns.ts'
import { explanationSheet, premisesSheet } from '../table/template.ts'
import { transferBreadcrumb } from '../import/begin-page.ts'
import { toCsvRow, csvSeparatorFor, toExportRow } from '../table/cells.ts'

const exportForm = z.object({ format: z.enum(['xlsx', 'csv']).catch('xlsx') })

/** Routes that export the table as a file that can be imported again. They stand before `/staff/premises/:code`. */
export function exportRoutes({ table }: Pick<ListingsService, 'table'>): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')

  router.get('/staff/premises/export', manager, async (req, res) => {
    const filter = staffFilter.parse(req.query)
    renderExport(res, exportPage(res.locals, filter, await table.count({ filter, scope: scopeOf(accountOf(res)) })))
  })

  // A form instead of a link: exporting data is an act, recorded in the audit trail before the first byte is sent.
  router.post('/staff/premises/export', manager, async (req, res) => {
    const query = { filter: staffFilter.parse(req.body ?? {}), scope: scopeOf(accountOf(res)) }
    const { format } = exportForm.parse(req.body ?? {})
    recordExport(query.filter, format, await table.count(query))
    await flushAudit()
    const { t, locale } = res.locals
    const name = `${t('transfer.export.name')}.${format}`
    const rows = exportRows(res, table.every(query))
    if (format === 'xlsx')
      await sendXlsx(res, name, [premisesSheet(res.locals, columns, rows), explanationSheet(res.locals)])
    else await sendCsv(res, { name, head: headings(res), delimiter: csvSeparatorFor(locale) }, toCsvRows(locale, rows))
  })

  return router
}

type ListingStream = ReturnType<ListingsService['table']['every']>

async function* exportRows({ locals }: Response, every: ListingStream): AsyncGenerator<(string | number)[]> {
  for await (const premises of every) yield toExportRow(locals, premises)
}

async function* toCsvRows(locale: Response['locals']['locale'], rows: AsyncIterable<(string | number)[]>) {
  for await (const cells of rows) yield toCsvRow(locale, cells)
}

const headings = ({ locals: { t } }: Response): string[] => columns.map(column => headingOf(t, column))

function recordExport(filter: StaffFilter, format: string, count: number): void {
  recordAudit({
    action: 'premises.exported',
    subject: { kind: 'export', id: 'premises' },
    changes: [
      { field: 'filter', before: null, after: filterPairs(filter).map(pair => pair.join('=')) },
      { field: 'format', before: null, after: format },
      { field: 'count', before: null, after: count },
    ],
  })
}

type ExportPage = {
  title: string
  breadcrumb: Breadcrumb
  action: string
  intro: string
  filtered: string
  hidden: { name: string; value: string }[]
  formats: { name: string; legend: string; options: CheckedOption[] }
}
const renderExport = view<ExportPage>('transfer/export')

function exportPage(reader: Reader, filter: StaffFilter, count: number): ExportPage {
  const { t, locale } = reader
  const hidden = filterPairs(filter).map(([name, value]) => ({ name, value }))
  return {
    title: t('transfer.export'),
    breadcrumb: [...transferBreadcrumb(reader), { label: t('transfer.export') }],
    action: pathTo(locale, '/staff/premises/export'),
    intro: t('transfer.export.intro', { count }),
    filtered: t(hidden.length > 0 ? 'transfer.export.filtered' : 'transfer.export.all'),
    hidden,
    formats: {
      name: 'format',
      legend: t('transfer.export.format'),
      options: (['xlsx', 'csv'] as const).map((value, index) => ({
        id: index === 0 ? 'format' : `format-${value}`,
        value,
        label: t(`transfer.export.${value}`),
        checked: index === 0,
      })),
    },
  }
}
