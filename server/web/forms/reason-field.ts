import type { RequestHandler } from 'express'
import { setAuditReason } from '#outside/audit.ts'
import { cleanText } from '#shared/texts/clean-text.ts'

/** In characters. */
const maxReasonLength = 500

/** Stores the reason from the form field `why` (partial `why`) for the audit trail. It may be empty. */
export const captureAuditReason: RequestHandler = (req, _res, next) => {
  setAuditReason(reasonIn(req.body))
  next()
}

/** Returns the field as one line, cut to the maximum length. */
function reasonIn(body: unknown): string {
  const input = typeof body === 'object' && body !== null && 'why' in body ? body.why : ''
  return typeof input === 'string' ? cleanText(input.replace(/\s+/g, ' '), maxReasonLength).trim() : ''
}
