import { Router, type Request, type Response } from 'express'
import type { AuditEntry } from '#models/audit/audit-entry.ts'
import { flushAudit, recordAudit } from '#outside/audit.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { staff } from '#web/access/access.ts'
import { sendCsv } from '#web/files/csv.ts'
import { readPath } from '#web/forms/forms.ts'
import { sendXlsx } from '#web/files/xlsx.ts'
import { entryPage, renderEntry } from './entry-page.ts'
import { exportHead, exportRow, exportSheets } from './export.ts'
import { type AuditFilterResult, auditPlace, entryPath, exportPath, readFilter } from './input.ts'
import { auditPage, renderAudit } from './page.ts'
import { parsed } from './value-text.ts'
import type { AuditReader } from './entry-text.ts'

/** Pages of the audit trail: who did what, when and why. */
export function auditRoutes({
  audit,
  accounts,
  reviewing,
  tenancies,
}: Pick<Services, 'audit' | 'accounts' | 'reviewing' | 'tenancies'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/audit', staff('administrator'), async (req, res) => {
    await show(req, res, await readFilter(req.query, audit.isAct))
  })

  router.get('/staff/audit/export.:format', staff('administrator'), async (req, res) => {
    const { format } = readPath(exportPath, req.params)
    const filter = await readFilter(req.query, audit.isAct)
    if (!filter.ok) {
      await show(req, res, filter)
      return
    }
    const { search } = filter
    const upTo = await audit.newest()
    // An export is recorded before it is sent.
    recordAudit({ action: 'audit.exported', subject: { kind: 'audit', id: format }, changes: filtersOf(search) })
    await flushAudit()
    const rows = rowsOf(await readAuditReader(res), audit.all(search, upTo))
    const name = `audit-${upTo}.${format}`
    if (format === 'xlsx') await sendXlsx(res, name, exportSheets(res.locals.t, rows, upTo))
    else await sendCsv(res, { name, head: exportHead(res.locals.t) }, rows)
  })

  router.get('/staff/audit/:number', staff('administrator'), async (req, res) => {
    const { number } = readPath(entryPath, req.params)
    const found = await audit.entryInChain(number)
    if (!found) throw notFound()
    const names = await namesOf(peopleIn(found.entry), res.locals.locale)
    renderEntry(res, entryPage(await readAuditReader(res), found, names))
  })

  /** Returns the names of accounts, and of tenancies those of their contracts, by id. */
  async function namesOf(ids: readonly string[], locale: Locale): Promise<Map<string, string>> {
    const [people, tenants] = await Promise.all([
      accounts.people.namesOf(ids),
      tenancies.records.tenantNames(ids, locale),
    ])
    return new Map([...people, ...tenants])
  }

  /** Uses the current names of the review criteria. */
  async function readAuditReader({ locals: { t, locale } }: Response): Promise<AuditReader> {
    const names = await reviewing.rules.criterionNames()
    return { t, locale, criteria: new Map([...names].map(([key, name]) => [key, name[locale] ?? key])) }
  }

  /** Shows what was found, or for an invalid filter the filter with its errors. */
  async function show(req: Request, res: Response, filter: AuditFilterResult): Promise<void> {
    const [found, colleagues, newest] = await Promise.all([
      filter.ok ? audit.find(filter.search, auditPlace.parse(req.query)) : null,
      accounts.people.listColleagues(),
      audit.newest(),
    ])
    const { who } = filter.ok ? filter.search : filter.typed
    const people = [...(found?.rows.flatMap(({ entry }) => peopleIn(entry)) ?? []), ...idsIn([who])]
    const names = await namesOf(people, res.locals.locale)
    renderAudit(res, auditPage(res.locals, { filter, found, names, colleagues, newest }), filter.ok ? 200 : 422)
  }

  /** Yields rows for the export, looking up each person's name once. */
  async function* rowsOf(speech: AuditReader, entries: AsyncIterable<AuditEntry>) {
    const names = new Map<string, string>()
    const requestedIds = new Set<string>()
    for await (const entry of entries) {
      const unknown = peopleIn(entry).filter(id => !requestedIds.has(id))
      unknown.forEach(id => requestedIds.add(id))
      if (unknown.length > 0) (await namesOf(unknown, speech.locale)).forEach((name, id) => names.set(id, name))
      yield exportRow(speech, entry, names)
    }
  }

  return router
}

/** Ids of the accounts that an entry refers to, and of the tenancy whose tenant acted. */
const peopleIn = ({ who, subject, changes }: AuditEntry): string[] =>
  idsIn([
    who.id,
    subject.kind === 'account' || (subject.kind === 'tenancy' && who.role === 'applicant') ? subject.id : null,
    ...changes.filter(({ field }) => field === 'colleague').map(({ after }) => String(parsed(after))),
  ])

const idsIn = (values: readonly (string | null | undefined)[]): string[] =>
  values.filter((value): value is string => /^[0-9a-f]{24}$/.test(value ?? ''))

const filtersOf = (search: Record<string, unknown>) =>
  Object.entries(search)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ field, before: null, after: value }))
