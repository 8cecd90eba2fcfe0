import type { Request, Response } from 'express'
import { skipAudit } from '#outside/audit.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'

type Gaps = Record<string, string | number>

/** Says on the next page, once, what has been done. For signed-in people: it is kept in the session. */
export function notice({ req }: Response, key: MessageKey, gaps: Gaps = {}): void {
  req.session.notices = [...(req.session.notices ?? []), { key, gaps }]
}

/** The same of what has not been done, or has to be looked at: it must not look like a success. */
export function caution({ req }: Response, key: MessageKey, gaps: Gaps = {}): void {
  req.session.notices = [...(req.session.notices ?? []), { key, gaps, cautions: true }]
}

/** Leads on with such a sentence where nothing at all has been done: the audit trail keeps nothing of it either. */
export function turnBack(res: Response, to: string, key: MessageKey, gaps: Gaps = {}): void {
  skipAudit()
  caution(res, key, gaps)
  res.redirect(303, to)
}

export type ShownNotice = { text: string; cautions: boolean }

/** The sentences waiting to be shown; showing them uses them up. */
export function takeNotices(req: Request, res: Response): ShownNotice[] {
  // `session` is absent when the failure came before the session middleware.
  const waiting = (req.session as typeof req.session | undefined)?.notices
  if (!waiting) return []
  delete req.session.notices
  return waiting.map(({ key, gaps, cautions = false }) => ({ text: res.locals.t(key, gaps), cautions }))
}
