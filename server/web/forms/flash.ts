import type { Request, Response } from 'express'
import { skipAudit } from '#outside/audit.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'

type Gaps = Record<string, string | number>

/** Queues a success message for the next page, shown once. For signed-in people: it is stored in the session. */
export function flashNotice({ req }: Response, key: MessageKey, gaps: Gaps = {}): void {
  req.session.notices = [...(req.session.notices ?? []), { key, gaps }]
}

/** Queues a message about something that failed or needs attention, so that it does not look like a success. */
export function flashCaution({ req }: Response, key: MessageKey, gaps: Gaps = {}): void {
  req.session.notices = [...(req.session.notices ?? []), { key, gaps, cautions: true }]
}

/** Redirects with a caution where nothing has been done; nothing is added to the audit trail. */
export function redirectWithCaution(res: Response, to: string, key: MessageKey, gaps: Gaps = {}): void {
  skipAudit()
  flashCaution(res, key, gaps)
  res.redirect(303, to)
}

export type ShownNotice = { text: string; cautions: boolean }

/** Returns the queued messages and removes them from the session. */
export function takeNotices(req: Request, res: Response): ShownNotice[] {
  // `session` is undefined when a failure came before the session middleware.
  const waiting = (req.session as typeof req.session | undefined)?.notices
  if (!waiting) return []
  delete req.session.notices
  return waiting.map(({ key, gaps, cautions = false }) => ({ text: res.locals.t(key, gaps), cautions }))
}
