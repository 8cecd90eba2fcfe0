import type { Request, RequestHandler } from 'express'
import { isLocale, locales, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { withInputLanguage } from '../forms/form-schemas.ts'

/** Sets the language of everything below `/:l`. Submitted numbers and days are also read in it. */
export function useLocale(locale: Locale): RequestHandler {
  const t = translatorFor(locale)
  return (_req, res, next) => {
    res.locals.locale = locale
    res.locals.t = t
    res.set('Content-Language', locale)
    withInputLanguage(locale, next)
  }
}

/** Returns the language that an address names; outside `/:l` (the redirect from `/`, errors) what the browser prefers, else Russian. */
export function preferredLocale(req: Request): Locale {
  const first = req.path.split('/')[1]
  const named = locales.find(locale => locale === first)
  if (named) return named
  const accepted = req.acceptsLanguages(...locales)
  return isLocale(accepted) ? accepted : 'ru'
}

/** Gives every request a language before anything can fail. */
export const usePreferredLocale: RequestHandler = (req, res, next) => {
  const locale = preferredLocale(req)
  res.locals.locale = locale
  res.locals.t = translatorFor(locale)
  next()
}
