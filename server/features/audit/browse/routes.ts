import { Router } from 'express'
import type { AuditEntry } from '../../../../models/audit-entry.ts'
import { keepTold, tell } from '../../../outside/acting.ts'
import type { Services } from '../../../services.ts'
import { notFound } from '../../../shared/errors.ts'
import { staff } from '../../../web/access.ts'
import { sendCsv } from '../../../web/csv.ts'
import { readPath } from '../../../web/forms.ts'
import { sendXlsx } from '../../../web/xlsx.ts'
import { entryPage, renderEntry } from './entry-page.ts'
import { exportHead, exportRow, exportSheets } from './export.ts'
import { auditFilter, auditPlace, entryPath, exportPath } from './input.ts'
import { auditPage, renderAudit } from './page.ts'
import type { Speech } from './words.ts'

/** Who did what, when and why. */
export function auditRoutes({ audit, accounts }: Pick<Services, 'audit' | 'accounts'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/audit', staff('administrator'), async (req, res) => {
    const search = auditFilter.parse(req.query)
    const [found, colleagues, newest] = await Promise.all([
      audit.find(search, auditPlace.parse(req.query)),
      accounts.listColleagues(),
      audit.newest(),
    ])
    const asked = search.who === 'system' ? undefined : search.who
    const names = await accounts.namesOf([...found.entries.flatMap(peopleIn), ...(asked ? [asked] : [])])
    renderAudit(res, auditPage(res.locals, { search, found, names, colleagues, newest }))
  })

  router.get('/staff/audit/export.:format', staff('administrator'), async (req, res) => {
    const { format } = readPath(exportPath, req.params)
    const search = auditFilter.parse(req.query)
    const upTo = await audit.newest()
    // What leaves the house is recorded before it does.
    tell({ action: 'audit.exported', subject: { kind: 'audit', id: format }, changes: filtersOf(search) })
    await keepTold()
    const rows = rowsOf(res.locals, audit.all(search, upTo))
    const name = `audit-${upTo}.${format}`
    if (format === 'xlsx') await sendXlsx(res, name, exportSheets(res.locals.t, rows, upTo))
    else await sendCsv(res, { name, head: exportHead(res.locals.t) }, rows)
  })

  router.get('/staff/audit/:number', staff('administrator'), async (req, res) => {
    const { number } = readPath(entryPath, req.params)
    const found = await audit.entryInChain(number)
    if (!found) throw notFound()
    renderEntry(res, entryPage(res.locals, found, await accounts.namesOf(peopleIn(found.entry))))
  })

  /** Names are looked up once for each person, as the rows go by. */
  async function* rowsOf(speech: Speech, entries: AsyncIterable<AuditEntry>) {
    const names = new Map<string, string>()
    const asked = new Set<string>()
    for await (const entry of entries) {
      const unknown = peopleIn(entry).filter(id => !asked.has(id))
      unknown.forEach(id => asked.add(id))
      if (unknown.length > 0) (await accounts.namesOf(unknown)).forEach((name, id) => names.set(id, name))
      yield exportRow(speech, entry, names)
    }
  }

  return router
}

/** The accounts that an entry names by their ids. */
const peopleIn = ({ who, subject }: AuditEntry): string[] =>
  [who.id, subject.kind === 'account' ? subject.id : null].filter((id): id is string => /^[0-9a-f]{24}$/.test(id ?? ''))

const filtersOf = (search: Record<string, unknown>) =>
  Object.entries(search)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ field, before: null, after: value }))
