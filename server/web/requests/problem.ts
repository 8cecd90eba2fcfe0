import type { Request, Response } from 'express'
import { z } from 'zod'

/** A failure for programs (RFC 9457). `parameters` names the faults of the request. */
export type Problem = {
  status: number
  title: string
  detail: string
  parameters?: { name: string; reason: string }[]
  /** Faults of the rows that were sent. */
  rows?: readonly object[]
}

/** The response of `sendProblem`, for the API documents. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  parameters: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
  requestId: z.string(),
})
export const problemDescription = 'RFC 9457, in the language of `Accept-Language`, else in English.'

/** Checks whether the client is a program or a mail server, which read no pages. */
export const isApi = ({ originalUrl }: Pick<Request, 'originalUrl'>): boolean =>
  /^\/(api|inbound)(\/|\?|$)/.test(originalUrl)

/** Sends a problem response. Its request id is the one in the log. */
export function sendProblem(res: Response, { status, ...problem }: Problem): void {
  res
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', status, ...problem, requestId: String(res.getHeader('X-Request-Id')) }))
}
