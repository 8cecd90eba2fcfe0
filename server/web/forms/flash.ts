import type { Request, Response } from 'express'
import type { MessageKey } from '#shared/texts/i18n.ts'

/** Says something on the next page, once. For signed-in people: it is kept in the session. */
export function notice({ req }: Response, key: MessageKey, gaps: Record<string, string | number> = {}): void {
  req.session.notices = [...(req.session.notices ?? []), { key, gaps }]
}

/** The sentences waiting to be shown; showing them uses them up. */
export function takeNotices(req: Request, res: Response): string[] {
  // `session` is absent when the failure came before the session middleware.
  const waiting = (req.session as typeof req.session | undefined)?.notices
  if (!waiting) return []
  delete req.session.notices
  return waiting.map(({ key, gaps }) => res.locals.t(key, gaps))
}
