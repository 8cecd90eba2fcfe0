import type { Request, Response } from 'express'
import type { z } from 'zod'
import type { Translate } from '#shared/texts/i18n.ts'
import { sendProblem } from '../requests/problem.ts'

/** Parses the query, or sends a problem and returns null: a program must not get an answer to a different query. */
export function parseQuery<S extends z.ZodType>(schema: S, req: Request, res: Response): z.output<S> | null {
  const parsed = schema.safeParse(req.query)
  if (parsed.success) return parsed.data
  const { t } = res.locals
  sendProblem(res, {
    status: 400,
    title: t('open-data.problem.title'),
    detail: t('open-data.problem.detail'),
    parameters: parsed.error.issues.flatMap(issue => complaints(t, issue)),
  })
  return null
}

type Complaint = { name: string; reason: string }

function complaints(t: Translate, issue: z.core.$ZodIssue): Complaint[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(name => ({ name, reason: t('open-data.problem.unknown') }))
  }
  return [{ name: String(issue.path[0] ?? ''), reason: reasonOf(t, issue) }]
}

function reasonOf(t: Translate, issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return t('open-data.problem.one-of', { values: issue.values.map(String).join(', ') })
    case 'too_small':
      return issue.inclusive
        ? t('open-data.problem.at-least', { least: String(issue.minimum) })
        : t('open-data.problem.more-than', { bound: String(issue.minimum) })
    case 'too_big':
      return t('open-data.problem.at-most', { most: String(issue.maximum) })
    case 'invalid_type':
      return t(issue.expected === 'string' ? 'open-data.problem.once' : 'open-data.problem.number')
    case 'custom':
      return t('open-data.problem.cursor')
    default:
      return t('open-data.problem.form')
  }
}
