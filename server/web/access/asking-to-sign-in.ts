import { inLocale, pathTo } from '#server/paths.ts'
import type { Request, Response } from 'express'
import { ownPath, withOnward } from './own-path.ts'
import type { PagesOfForms } from '../forms/pages-of-forms.ts'

/**
 * Sends whoever is not signed in to do so. After that a page that was only looked at opens again. A form that was sent does
 * not repeat itself: the session ended while it was filled in, which is said, and the page it stands on opens again.
 */
export function askToSignIn(res: Response, pages: PagesOfForms): void {
  const { req } = res
  const looked = req.method === 'GET'
  const next = looked ? req.originalUrl : pageOfForm(req, res, pages)
  const signIn = pathTo(res.locals.locale, '/sign-in')
  res.redirect(303, withOnward(looked || !next ? signIn : `${pathTo(res.locals.locale, '/sign-in')}?after=ended`, next))
}

/**
 * The page that says it sent the form, where it is one of ours; else the page nearest to the form's address. A form that
 * belongs to no page, such as that of signing out, leads back to none.
 */
function pageOfForm(req: Request, res: Response, pages: PagesOfForms): string | null {
  const { locale } = res.locals
  const [here = ''] = req.originalUrl.split('?', 1)
  const nearest = here.startsWith(pathTo(locale, '/')) ? pages.nearest(here.slice(locale.length + 1)) : null
  return nearest && (ownReferer(req, res) ?? inLocale(locale, nearest))
}

function ownReferer(req: Request, res: Response): string | null {
  const referer = req.get('referer') ?? ''
  if (!URL.canParse(referer)) return null
  const { origin, pathname, search } = new URL(referer)
  const ours = [res.locals.publicUrl, `${req.protocol}://${req.get('host') ?? ''}`]
  return ours.includes(origin) ? ownPath(`${pathname}${search}`) : null
}
