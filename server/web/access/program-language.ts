import type { Request, Response } from 'express'
import { translatorFor } from '#shared/texts/i18n.ts'

/** An API speaks the language that is asked for; a program that names none is not Russian but a program. No search engine lists it. */
export function useProgramLanguage(req: Request, res: Response): void {
  // `*` is what Node's fetch says when nobody has told it a language.
  if (/^(\*.*)?$/.test(req.headers['accept-language']?.trim() ?? '')) {
    res.locals.locale = 'en'
    res.locals.t = translatorFor('en')
  }
  res.set({ 'X-Robots-Tag': 'noindex', 'Content-Language': res.locals.locale })
  res.vary('Accept-Language')
}
