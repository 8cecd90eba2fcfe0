import type { Request, RequestHandler, Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Translate, Locale } from '#shared/texts/i18n.ts'
import { inputValue, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { nextPathOf } from '#web/access/own-path.ts'
import type { SessionAccount } from '#web/locals.ts'

/** Keeps these pages out of caches, and their addresses, which may contain a secret, out of referrers to other sites. */
export const disableCaching: RequestHandler = (_req, res, next) => {
  res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' })
  next()
}

/** Redirects people who are already signed in to the page they wanted or to their desk. */
export const requireSignedOut: RequestHandler = (req, res, next) => {
  const { account, locale } = res.locals
  if (account) res.redirect(303, nextPathOf(req) ?? homePathOf(account, locale))
  else next()
}

/** Callback after a sign-in: other slices take over what they stored for the visitor. */
export type SignInCallback = (req: Request, res: Response, account: SessionAccount) => Promise<void>

/** Callback for a session that its holder has ended. */
export type SessionEndCallback = (account: string, handle: string) => Promise<void>

/** Returns the start page of a person's work. */
export const homePathOf = ({ role }: SessionAccount, locale: Locale): string =>
  role === 'applicant' ? pathTo(locale, '/applications') : pathTo(locale, '/staff')

/** Returns the network address by which attempts are counted. `TRUST_PROXY` decides which forwarded addresses count. */
export const networkAddressOf = (req: Request): string => req.ip ?? 'unknown'

/** Sets `Retry-After`. The page says the same in words. */
export const setRetryAfter = (res: Response, seconds: number): Response => res.set('Retry-After', String(seconds))

/** Makes the browser delete what the site stored on the device: a sign-out leaves nothing for the next person. */
export const clearDeviceStorage = (res: Response): Response => res.set('Clear-Site-Data', '"storage"')

/** Labels of the fields in this slice's forms. */
export const fieldLabels: FieldLabels = {
  name: 'account.field.name',
  email: 'account.field.email',
  password: 'account.field.password',
  current: 'account.field.current-password',
  locale: 'account.field.locale',
  code: 'two-factor.field.code',
}

export type Field = { value: string; error: string | null }

/** Returns the typed value of a field, or the stored one, and the complaint about it. */
export function fieldOf(
  t: Translate,
  name: string,
  { form, stored = '' }: { form?: FormFailure | undefined; stored?: string },
): Field {
  const key = form?.errors[name]
  return { value: form ? inputValue(form.typed, name) : stored, error: key ? t(key) : null }
}

/** Returns the complaint about a password field, whose value is never sent back to the page. */
export const errorOf = (t: Translate, name: string, form?: FormFailure): string | null =>
  fieldOf(t, name, { form }).error
