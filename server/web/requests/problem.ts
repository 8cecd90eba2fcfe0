import type { Request, Response } from 'express'
import { z } from 'zod'

/** A failure as programs read it (RFC 9457). `parameters` names what was wrong with the question. */
export type Problem = {
  status: number
  title: string
  detail: string
  parameters?: { name: string; reason: string }[]
  /** What was wrong with rows that were sent. */
  rows?: readonly object[]
}

/** What `sendProblem` sends, for the documents of the APIs. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  parameters: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
  requestId: z.string(),
})
export const problemDescription = 'RFC 9457, in the language of `Accept-Language`, else in English.'

/** Where programs ask, and mail servers: they read no pages. */
export const isApi = ({ originalUrl }: Pick<Request, 'originalUrl'>): boolean =>
  /^\/(api|inbound)(\/|\?|$)/.test(originalUrl)

/** The request id is the one in the log. */
export function sendProblem(res: Response, { status, ...problem }: Problem): void {
  res
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', status, ...problem, requestId: String(res.getHeader('X-Request-Id')) }))
}
