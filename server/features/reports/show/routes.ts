import { Router, type Response } from 'express'
import type { Services } from '#server/services.ts'
import { flushAudit, recordAudit } from '#outside/audit.ts'
import { contentDisposition } from '#shared/files/file-name.ts'
import { staff } from '#web/access/access.ts'
import { sendCsv } from '#web/files/csv.ts'
import { readPath } from '#web/forms/forms.ts'
import { csvHead, csvRows, reportPdf, reportWorkbook } from '../files.ts'
import { reportTables } from '../tables.ts'
import { askedFor, reportFile } from './input.ts'
import { dayAsked, renderReport, reportPage } from './page.ts'

const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const

/** Reports name nobody, so every colleague may read them; who takes one away is written down. */
export function reportRoutes({
  reports,
  premises,
  listings,
}: Pick<Services, 'reports' | 'premises' | 'listings'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/reports', staff(), async (req, res) => {
    const today = reports.today()
    const asked = askedFor(req.query, today)
    const day = dayAsked(asked.on, asked.period.to)
    const [figures, known] = await Promise.all([reports.report(asked.period), premises.occupancyDays.on(day)])
    const street = known?.units ? await listings.buildings.street({ buildings: null }) : null
    const page = reportPage(wordsOf(res), { asked, figures, then: { asked: day, known, street }, today })
    renderReport(res, page, asked.wrong ? 422 : 200)
  })

  router.get('/staff/reports/report.:format', staff(), async (req, res) => {
    const { format } = readPath(reportFile, req.params)
    const { period } = askedFor(req.query, reports.today())
    const figures = await reports.report(period)
    const words = wordsOf(res)
    const tables = reportTables(words, figures)
    const name = `${words.t('report.file.name')}-${period.from}-${period.to}.${format}`
    recordAudit({
      action: 'report.exported',
      subject: { kind: 'report', id: 'office', label: `${period.from} ${period.to} ${format}` },
    })
    await flushAudit()
    if (format === 'csv') {
      await sendCsv(res, { name, head: csvHead(words) }, csvRows(tables))
      return
    }
    const make = format === 'pdf' ? reportPdf : reportWorkbook
    const bytes = await make(words, figures, tables)
    res.set('Content-Disposition', contentDisposition('attachment', name))
    res.type(mediaTypes[format]).send(bytes)
  })

  return router
}

const wordsOf = ({ locals: { t, locale } }: Response) => ({ t, locale })
