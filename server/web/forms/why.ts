import type { RequestHandler } from 'express'
import { setAuditReason } from '#outside/audit.ts'
import { cleanText } from '#shared/texts/clean-text.ts'

/** In characters. */
const longestWhy = 500

/** Stores the reason from the form field `why` (partial `why`) for the audit trail. It may be empty. */
export const readWhy: RequestHandler = (req, _res, next) => {
  setAuditReason(whyIn(req.body))
  next()
}

/** Returns the field as one line, cut to the maximum length. */
function whyIn(body: unknown): string {
  const typed = typeof body === 'object' && body !== null && 'why' in body ? body.why : ''
  return typeof typed === 'string' ? cleanText(typed.replace(/\s+/g, ' '), longestWhy).trim() : ''
}
