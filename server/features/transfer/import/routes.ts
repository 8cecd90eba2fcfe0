import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { ImportRow, PremisesImport } from '#models/transfer/premises-import.ts'
import { recordAudit } from '#outside/audit.ts'
import { messageKey, type MessageKey } from '#shared/texts/i18n.ts'
import type { RefusalReason } from '#shared/files/file-rules.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { sendCsv } from '#web/files/csv.ts'
import { readForm, readPath, id } from '#web/forms/forms.ts'
import { receiveFiles } from '#web/files/uploads.ts'
import { buildingsOf } from '#features/accounts/scope.ts'
import { csvEncodings, csvSeparators } from '#outside/tables/csv-reading.ts'
import type { FindOffered } from '#features/premises/fields/offered.ts'
import { withFormulaGuard } from '../table/cells.ts'
import { readShownRows, shownKinds } from '../checking/changed-rows.ts'
import type { ImportsService, Sender, Unreadable } from '../imports-service.ts'
import { sendTemplate } from '../table/template.ts'
import { isColumn } from '../table/columns.ts'
import { importRules, sizeLimit, beginPage, renderBegin } from './begin-page.ts'
import { complaintHead, type ComplaintLine, complaintLines, warningLines } from './complaints.ts'
import { mappingErrors } from './mapping-page.ts'
import { complaintsShown, importPage, type ImportTrouble, renderImport } from './page.ts'

const importPath = z.object({ id })
const templatePath = z.object({ kind: z.enum(['xlsx', 'csv']) })

/** Query parameters that choose the rows to show. Invalid values are dropped. */
const shownSearch = z.object({
  show: z.enum(shownKinds).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

/** Reads `column.0`, `column.1`, …: the column of ours to which each column of the file is mapped; '' for none. */
function readMapping(body: unknown, columns: number): string[] {
  const input = (body ?? {}) as Record<string, unknown>
  return Array.from({ length: columns }, (_, index) => {
    const name = input[`column.${index}`]
    return typeof name === 'string' && isColumn(name) ? name : ''
  })
}

/** `checked`: when the check ended that the page with the form shows. */
const writeForm = z.object({
  how: z.enum(['whole', 'good'], { error: messageKey('transfer.refused.how') }),
  checked: z.coerce.date().optional().catch(undefined),
})

const csvForm = z.object({ encoding: z.enum(csvEncodings), separator: z.enum(csvSeparators) })

type Parts = { imports: ImportsService; keepingTerms: FindOffered }

/** Routes of file imports: upload, mapping, check, writing, undoing. They stand before `/staff/premises/:code`. */
export function importRoutes({ imports, keepingTerms }: Parts): Router {
  const router = Router({ caseSensitive: true })
  const manager = staff('listing_manager', 'administrator')
  const at = '/staff/premises/import'

  router.get(at, manager, async (_req, res) => {
    renderBegin(res, beginPage(res.locals, await imports.list(senderOf(res))))
  })

  router.post(at, manager, async (req, res) => {
    const { files, refused } = await receiveFiles(req, res, { store: imports.store, fields: ['file'], ...importRules })
    const [file] = files
    const sent = file ? await imports.begin(file, senderOf(res)) : null
    if (sent?.ok) {
      recordImportAction('import.begun', sent.id)
      res.redirect(303, pageOf(res, sent.id))
      return
    }
    const error = sent ? describeUnreadable(res, sent) : describeRefusal(res, refused[0]?.reason)
    renderBegin(res, beginPage(res.locals, await imports.list(senderOf(res)), error), 422)
  })

  router.get(`${at}/template.:kind`, manager, async (req, res) => {
    await sendTemplate(res, readPath(templatePath, req.params).kind)
  })

  router.get(`${at}/:id`, manager, async (req, res) => {
    await show(res, readPath(importPath, req.params).id)
  })

  router.get(`${at}/:id/errors.csv`, manager, async (req, res) => {
    const { id } = readPath(importPath, req.params)
    const one = await imports.get(id, senderOf(res))
    await sendCsv(res, { name: 'errors.csv', head: complaintHead(res.locals.t) }, complaintRows(res, one))
  })

  router.post(`${at}/:id/form`, manager, async (req, res) => {
    const { id } = readPath(importPath, req.params)
    const form = readForm(csvForm, req.body)
    const done = form.ok && (await imports.reread(id, form.value, senderOf(res)))
    if (done && done.ok) res.redirect(303, pageOf(res, id))
    else if (done && 'line' in done) await show(res, id, { alert: describeUnreadable(res, done) }, 422)
    else await show(res, id, { alert: res.locals.t('transfer.refused.late') }, 409)
  })

  router.post(`${at}/:id/columns`, manager, async (req, res) => {
    const { id } = readPath(importPath, req.params)
    const mapping = readMapping(req.body, (await imports.get(id, senderOf(res))).headings.length)
    const errors = mappingErrors(res.locals.t, mapping)
    if (Object.keys(errors).length > 0) {
      await show(res, id, { mapping: { mapping, errors } }, 422)
      return
    }
    await respondToOutcome(req, res, 'import.checked', await imports.check(id, mapping, senderOf(res)))
  })

  router.post(`${at}/:id/write`, manager, async (req, res) => {
    const { id } = readPath(importPath, req.params)
    const form = readForm(writeForm, req.body)
    if (!form.ok) {
      await show(res, id, { how: res.locals.t('transfer.refused.how') }, 422)
      return
    }
    const { how: chosen, checked } = form.value
    const outcome = await imports.write(id, chosen === 'whole', senderOf(res), checked)
    await respondToOutcome(req, res, 'import.confirmed', { ...outcome, chosen })
  })

  router.post(`${at}/:id/undo`, manager, async (req, res) => {
    const { id } = readPath(importPath, req.params)
    await respondToOutcome(req, res, 'import.undone', await imports.undo(id, senderOf(res)))
  })

  router.post(`${at}/:id/cancel`, manager, async (req, res) => {
    const { id } = readPath(importPath, req.params)
    await respondToOutcome(req, res, 'import.cancelled', await imports.cancel(id, senderOf(res)))
  })

  type Action = Parameters<typeof recordAudit>[0]['action'] & `import.${string}`
  type Verdict = { ok: true } | { ok: false; reason: 'late' | 'bad' | 'nothing' | 'scope' | 'not-yours' }
  type Outcome = Verdict & Pick<ImportTrouble, 'chosen'>

  async function respondToOutcome(req: Request, res: Response, action: Action, outcome: Outcome): Promise<void> {
    const { id } = readPath(importPath, req.params)
    if (!outcome.ok) {
      const { reason, chosen } = outcome
      await show(res, id, { alert: res.locals.t(`transfer.refused.${reason}`), chosen }, 409)
      return
    }
    recordImportAction(action, id)
    res.redirect(303, pageOf(res, id))
  }

  const recordImportAction = (action: Action, id: string) => recordAudit({ action, subject: { kind: 'import', id } })

  async function show(res: Response, id: string, trouble: ImportTrouble = {}, status = 200): Promise<void> {
    const one = await imports.get(id, senderOf(res))
    const { show: kind, page } = shownSearch.parse(res.req.query)
    const [troubles, doubtful, problems, shown] = await Promise.all([
      imports.troubles(id, { most: complaintsShown }),
      imports.doubtful(id, { most: complaintsShown }),
      imports.problems(id),
      readShownRows(one, { kind, page }),
    ])
    const offered = await keepingTerms(shown.rows.map(({ code }) => code))
    // While work is under way, the page reloads itself, with or without JavaScript.
    if (runningStates.has(one.state)) res.set('Refresh', '3')
    renderImport(res, importPage(res.locals, { one, troubles, doubtful, problems, shown, offered }, trouble), status)
  }

  /** Yields all complaints, then all doubts. */
  async function* complaintRows(res: Response, one: PremisesImport) {
    yield* allLines(one, imports.troubles, row => complaintLines(res.locals, one, row))
    yield* allLines(one, imports.doubtful, row => warningLines(res.locals, one, row))
  }

  return router
}

type ReadRows = (id: string, part: { after: number; most: number }) => Promise<ImportRow[]>

async function* allLines({ _id }: PremisesImport, rowsOf: ReadRows, linesOf: (row: ImportRow) => ComplaintLine[]) {
  let after = 0
  for (;;) {
    const rows = await rowsOf(_id.toHexString(), { after, most: 500 })
    for (const row of rows) yield* linesOf(row).map(line => Object.values(line).map(cellOf))
    const last = rows.at(-1)
    if (!last) return
    after = last.row
  }
}

const runningStates: ReadonlySet<string> = new Set<PremisesImport['state']>(['checking', 'writing', 'undoing'])

const cellOf = (value: string | number) => (typeof value === 'string' ? withFormulaGuard(value) : value)
const pageOf = (res: Response, id: string): string => pathTo(res.locals.locale, '/staff/premises/import/:id', { id })

function senderOf(res: Response): Sender {
  const account = accountOf(res)
  return { id: account.id, name: account.name, role: account.role, buildings: buildingsOf(account) }
}

const refusals: Partial<Record<RefusalReason, MessageKey>> = {
  'too-large': 'transfer.refused.too-large',
  'no-room': 'transfer.refused.too-large',
  empty: 'transfer.refused.empty',
  unpacked: 'transfer.refused.unpacked',
  damaged: 'transfer.unreadable.damaged',
  content: 'transfer.unreadable.damaged',
  extension: 'transfer.refused.extension',
}

const describeUnreadable = (res: Response, { reason, line }: Unreadable): string =>
  res.locals.t(`transfer.unreadable.${reason}`, { line: line ?? 0 })

function describeRefusal(res: Response, reason: RefusalReason | undefined): string {
  const { t, locale } = res.locals
  const key = (reason && refusals[reason]) ?? 'transfer.refused.none'
  return t(key, { limit: sizeLimit(locale) })
}
