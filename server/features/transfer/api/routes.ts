import { createHash } from 'node:crypto'
import express, { Router, type RequestHandler, type Response, type Request } from 'express'
import { recordAudit } from '#outside/audit.ts'
import { isEmbedded } from '#outside/database/database.ts'
import type { Services } from '#server/services.ts'
import { notFound, AppError } from '#shared/errors.ts'
import { once } from '#shared/once.ts'
import { auditRequests } from '#web/access/audit-requests.ts'
import { anyone } from '#web/access/access.ts'
import { sendProblem } from '#web/requests/problem.ts'
import { useProgramLanguage } from '#web/access/program-language.ts'
import { parseQuery } from '#web/forms/questions.ts'
import { limitRequests } from '#web/requests/rate-limit.ts'
import { program, programActor, recogniseToken, tokenOf } from '#web/access/token-access.ts'
import { buildingsOf } from '#features/accounts/scope.ts'
import { scopeOf } from '#features/premises/scope.ts'
import type { ProgramSender, Batch, SentRow, Received } from '../receiving.ts'
import { staffApiDocument } from './document.ts'
import * as schemas from './schemas.ts'
import { batch as schema, batchLimits, outcome, type RowAnswer } from './schemas.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Translate } from '#shared/texts/i18n.ts'
import type { FormValues } from '#web/forms/forms.ts'
import { valuesOf } from '#features/premises/fields/values.ts'
import type { StaffListing } from '#features/listings/staff-table/table-service.ts'
import { withFormulaGuard } from '../table/cells.ts'
import { definitionOf, columns, isColumn, type CellDefinition, type Column } from '../table/columns.ts'
import type { Complaint } from '../table/cell-complaints.ts'
import { translateKey } from '../import/complaints.ts'
import type { RowOutcome } from '../checking/outcomes.ts'
import { withOfferWarnings } from './offer-warnings.ts'

const keyPattern = /^[\w.:-]{8,100}$/
const parseJson = express.json({ limit: batchLimits.megabytes * 1024 * 1024, strict: true })
const example = '{"rows": [{"code": "SFH-A-0107", "deposit": 3000}], "dryRun": true}'

const tooLarge = (cause?: unknown) =>
  new AppError('too-large', 'access.too-large-detail', {
    cause,
    facts: { rows: batchLimits.rows, size: `${String(batchLimits.megabytes)} MB` },
  })

/** Parses the body as JSON after the gate has admitted the program. Answers other bodies with a problem document. */
const readJson: RequestHandler = (req, res, next) => {
  const { t } = res.locals
  if (!req.is('application/json')) {
    sendProblem(res, { status: 415, title: t('access.body'), detail: t('access.media') })
    return
  }
  parseJson(req, res, (error?: unknown) => {
    const status = (error as { status?: number } | undefined)?.status
    if (status === 413) next(tooLarge(error))
    else if (status === 400) sendProblem(res, { status, title: t('access.body'), detail: t('access.json') })
    else next(error)
  })
}

/**
 * Returns the batch that was sent. Returns null after answering with what is wrong with it as a whole. Throws "too large".
 */
function readBatch(req: Request, res: Response): Batch | null {
  const { t } = res.locals
  const body: unknown = req.body
  const name = req.get('idempotency-key')
  if (name !== undefined && !keyPattern.test(name)) {
    sendProblem(res, { status: 400, title: t('access.body'), detail: t('access.key.form') })
    return null
  }
  const parsed = schema.safeParse(body)
  if (!parsed.success) {
    const parameters = parsed.error.issues.map(({ path, message }) => ({ name: path.join('.'), reason: message }))
    const detail = t('access.body-detail', { example })
    sendProblem(res, { status: 400, title: t('access.body'), detail, parameters: parameters.slice(0, 20) })
    return null
  }
  const { rows, dryRun, mode } = parsed.data
  if (rows.length > batchLimits.rows) throw tooLarge()
  const text = JSON.stringify(body)
  return {
    rows: rows.map((row, index) => readSentRow(row, index + 1)),
    dryRun,
    whole: mode === 'all-or-nothing',
    key: name ?? null,
    hash: createHash('sha256').update(text).digest('base64url'),
    size: Buffer.byteLength(text),
  }
}

type Settings = { publicUrl: string; mongoUri: string; apiRequestsPerMinute: number; staffApiRequestsPerMinute: number }
type Slices = Pick<Services, 'accounts' | 'audit' | 'cases' | 'transfer' | 'listings'>
const base = '/api/v1/staff'
const at = `${base}/premises`

/**
 * Routes of the premises API for the office's programs (ADR 44). They stand before sessions: only the token in the header
 * identifies the caller, and pages of other sites cannot read the answers.
 */
export function staffApiRoutes({ accounts, audit, cases, transfer, listings }: Slices, settings: Settings): Router {
  const router = Router({ caseSensitive: true })
  // Built on the first request, because it is not needed at start.
  const document = once(() => staffApiDocument(settings.publicUrl))

  const shared = !isEmbedded(settings.mongoUri)
  router.use(
    base,
    setProgramLanguage,
    limitRequests({ name: 'staff-api', perMinute: settings.apiRequestsPerMinute, shared }),
  )
  router.get(`${base}/openapi.json`, anyone, (_req, res) => {
    res.json(document())
  })

  router.use(base, recogniseToken(accounts.tokens))
  router.use(
    base,
    limitRequests({
      name: 'staff-api-token',
      perMinute: settings.staffApiRequestsPerMinute,
      shared,
      whoOf: (_req, res) => tokenOf(res).id,
    }),
  )
  router.use(base, auditRequests(audit, programActor))

  router.get(at, program('premises:read', 'listing_manager', 'administrator'), async (req, res) => {
    const question = parseQuery(schemas.question, req, res)
    if (!question) return
    const { limit, after = null, status, building } = question
    const filter = { status, use: [], ...(building === undefined ? {} : { building }) }
    const query = { filter, scope: scopeOf(tokenOf(res).account) }
    const codes = await listings.table.codes(query, { after, most: limit + 1 })
    const shown = codes.slice(0, limit)
    const last = shown.at(-1)
    const next = codes.length > limit && last ? nextPageUrl(settings.publicUrl, req.originalUrl, last) : null
    if (next) res.links({ next })
    const total = await listings.table.count(query)
    if (after === null) recordRead(total)
    res.json({ items: (await listings.table.read(shown)).map(toJsonRow), total, next })
  })

  router.post(at, program('premises:write', 'listing_manager', 'administrator'), readJson, async (req, res) => {
    const batch = readBatch(req, res)
    if (!batch) return
    const received = await transfer.imports.receive(batch, programSenderOf(res))
    answer(res, await withOfferWarnings(cases.offers.keepingTerms, batch, received), batch.dryRun)
  })

  router.use(at, rejectOtherMethods)
  router.use(base, () => {
    throw notFound()
  })
  return router
}

const setProgramLanguage: RequestHandler = (req, res, next) => {
  useProgramLanguage(req, res)
  next()
}

const rejectOtherMethods: RequestHandler = (req, res) => {
  if (req.path !== '/') throw notFound()
  const { t } = res.locals
  const methods = 'GET, HEAD, POST'
  res.set('Allow', methods)
  sendProblem(res, { status: 405, title: t('access.method'), detail: t('access.method-detail', { methods }) })
}

/** Returns the sender of a request. The history of a premises then names the person and the program. */
function programSenderOf(res: Response): ProgramSender {
  const { id, name, scopes, account } = tokenOf(res)
  return {
    by: { ...programActor(res), id: account.id, name: `${account.name}${dot}${name}` },
    buildings: buildingsOf(account),
    token: { id, name },
    mayReview: scopes.includes('premises:review'),
  }
}

/** Returns the address of the same query, continued after the code. */
function nextPageUrl(publicUrl: string, currentUrl: string, code: string): string {
  const address = new URL(currentUrl, publicUrl)
  address.searchParams.set('after', code)
  return publicUrl + address.pathname + address.search
}

/** Records a reading in the audit trail. Only the first page of a reading is recorded. */
const recordRead = (count: number): void =>
  recordAudit({
    action: 'premises.read',
    subject: { kind: 'export', id: 'premises' },
    changes: [{ field: 'count', before: null, after: count }],
  })

type JsonValue = string | number | boolean | null | string[]
type JsonRow = Record<Column, JsonValue>

/** Returns a premises as JSON that can be sent back. It has the columns of a file, with codes instead of words. */
function toJsonRow(premises: StaffListing): JsonRow {
  const typed = valuesOf(premises)
  const { code, buildingCode: building, status, version } = premises
  const own: Partial<JsonRow> = { code, building, status, version }
  return Object.fromEntries(
    columns.map(column => [column, own[column] ?? toJsonValue(column, typed[column])]),
  ) as JsonRow
}

function toJsonValue(column: Column, typed: FormValues[string]): JsonValue {
  const ask = definitionOf(column)
  const list = [typed ?? ''].flat()
  const text = list[0] ?? ''
  if (ask.ask === 'several') return list.filter(Boolean)
  if (ask.ask === 'flag') return text === 'yes'
  return plainValue(ask, text)
}

function plainValue(ask: CellDefinition, text: string): JsonValue {
  if (ask.ask === 'day' || ask.ask === 'instant') return text || null
  return ask.ask === 'line' && ask.decimal !== undefined ? Number(text) : text
}

/** Most complaints about unknown fields or values in one row. They are errors of the program, not of the data. */
const maxOddComplaints = 20

/**
 * Returns a sent row as cells of a file. Complains about fields that are no column and about values that no cell can have.
 */
function readSentRow(sent: Readonly<Record<string, unknown>>, row: number): SentRow {
  const cells = new Map<Column, string>()
  const odd: Complaint[] = []
  for (const [name, value] of Object.entries(sent)) {
    const cell = isColumn(name) ? cellOf(value) : null
    if (isColumn(name) && cell !== null) cells.set(name, cell)
    else if (odd.length < maxOddComplaints) odd.push({ field: name.slice(0, 60), value: '', code: wrongOf(name) })
  }
  return { row, cells, odd }
}

const wrongOf = (name: string) => (isColumn(name) ? 'access.wrong.value' : 'access.wrong.column')

/** Returns null when a cell cannot hold the value. */
function cellOf(value: unknown): string | null {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return withFormulaGuard(value)
  if (Array.isArray(value) && value.every(one => typeof one === 'string')) return withFormulaGuard(value.join('; '))
  return null
}

const seconds = '5'
const statuses = { bad: 422, buildings: 403, changed: 409, other: 422, busy: 409 } as const

/** Sends the outcome of a batch: of each row, or why the batch was refused. */
function answer(res: Response, received: Received, dryRun: boolean): void {
  const { t } = res.locals
  if (received.ok) {
    const rows = received.rows.map(row => answerOf(t, row))
    res.json(outcome.parse({ dryRun, import: received.import, counts: countsOf(received.rows), rows }))
    return
  }
  const { reason, code } = received
  const detail = {
    bad: t('access.refused.bad'),
    buildings: t('access.refused.buildings'),
    changed: t('access.refused.changed', { code }),
    other: t('access.key.other'),
    busy: t('access.key.busy'),
  }[reason]
  if (reason === 'busy') res.set('Retry-After', seconds)
  const wrong = received.rows.filter(({ complaints }) => complaints.length > 0)
  sendProblem(res, {
    status: statuses[reason],
    title: t('access.refused'),
    detail,
    ...(wrong.length > 0 ? { rows: wrong.map(row => answerOf(t, row)) } : {}),
  })
}

const answerOf = (t: Translate, { complaints, warnings, ...row }: RowOutcome): RowAnswer => ({
  ...row,
  errors: inWords(t, complaints),
  warnings: inWords(t, warnings),
})

const inWords = (t: Translate, said: RowOutcome['complaints']) =>
  said.map(({ field, code, gaps }) => ({ field, code, detail: translateKey(t, code, gaps ?? {}) }))

function countsOf(rows: readonly RowOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome: name } of rows) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
