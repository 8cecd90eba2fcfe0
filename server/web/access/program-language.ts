import type { Request, Response } from 'express'
import { translatorFor } from '#shared/texts/i18n.ts'

/** Sets the language of an API response: English when the program requests none. Excludes it from search engines. */
export function useProgramLanguage(req: Request, res: Response): void {
  // Node's fetch sends `*` when no language is set.
  if (/^(\*.*)?$/.test(req.headers['accept-language']?.trim() ?? '')) {
    res.locals.locale = 'en'
    res.locals.t = translatorFor('en')
  }
  res.set({ 'X-Robots-Tag': 'noindex', 'Content-Language': res.locals.locale })
  res.vary('Accept-Language')
}
