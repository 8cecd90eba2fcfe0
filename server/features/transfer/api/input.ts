import { createHash } from 'node:crypto'
import express, { type Request, type RequestHandler, type Response } from 'express'
import { AppError } from '#shared/errors.ts'
import { sendProblem } from '#web/requests/problem.ts'
import type { Batch } from '../receiving.ts'
import { sentRow } from './rows.ts'
import { batch as schema, batchLimits } from './schemas.ts'

const key = /^[\w.:-]{8,100}$/
const parse = express.json({ limit: batchLimits.megabytes * 1024 * 1024, strict: true })
const example = '{"rows": [{"code": "SFH-A-0107", "deposit": 3000}], "dryRun": true}'

const tooLarge = (cause?: unknown) =>
  new AppError('too-large', 'access.too-large-detail', {
    cause,
    facts: { rows: batchLimits.rows, size: `${String(batchLimits.megabytes)} MB` },
  })

/** Reads the body as JSON once the gate has let the program in; what is none is explained. */
export const readJson: RequestHandler = (req, res, next) => {
  const { t } = res.locals
  if (!req.is('application/json')) {
    sendProblem(res, { status: 415, title: t('access.body'), detail: t('access.media') })
    return
  }
  parse(req, res, (error?: unknown) => {
    const status = (error as { status?: number } | undefined)?.status
    if (status === 413) next(tooLarge(error))
    else if (status === 400) sendProblem(res, { status, title: t('access.body'), detail: t('access.json') })
    else next(error)
  })
}

/** The batch that was sent; or null, and what is wrong with it as a whole is said. Throws "too large". */
export function readBatch(req: Request, res: Response): Batch | null {
  const { t } = res.locals
  const body: unknown = req.body
  const name = req.get('idempotency-key')
  if (name !== undefined && !key.test(name)) {
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
    rows: rows.map((row, index) => sentRow(row, index + 1)),
    ...{ dryRun, whole: mode === 'all-or-nothing', key: name ?? null },
    ...{ hash: createHash('sha256').update(text).digest('base64url'), size: Buffer.byteLength(text) },
  }
}
