import type { Response } from 'express'
import type { Translate } from '#shared/texts/i18n.ts'
import { sendProblem } from '#web/requests/problem.ts'
import { sentence } from '../import/complaints.ts'
import type { RowOutcome } from '../checking/outcomes.ts'
import type { Received } from '../receiving.ts'
import { outcome, type RowAnswer } from './schemas.ts'

const seconds = '5'
const statuses = { bad: 422, buildings: 403, changed: 409, other: 422, busy: 409 } as const

/** Sends the outcome of a batch: of each row, or why the batch was refused. */
export function answer(res: Response, received: Received, dryRun: boolean): void {
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
  said.map(({ field, code, gaps }) => ({ field, code, detail: sentence(t, code, gaps ?? {}) }))

function countsOf(rows: readonly RowOutcome[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome: name } of rows) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
