import type { RequestHandler } from 'express'
import { setAuditReason } from '#outside/audit.ts'
import { cleanText } from '#shared/texts/clean-text.ts'

/** Characters. */
const longestWhy = 500

/** Reads why somebody does it from the field `why` of a form (partial `why`), for the audit trail; it may be left empty. */
export const readWhy: RequestHandler = (req, _res, next) => {
  setAuditReason(whyIn(req.body))
  next()
}

/** What was typed into it, bounded, in one line. */
function whyIn(body: unknown): string {
  const typed = typeof body === 'object' && body !== null && 'why' in body ? body.why : ''
  return typeof typed === 'string' ? cleanText(typed.replace(/\s+/g, ' '), longestWhy).trim() : ''
}
