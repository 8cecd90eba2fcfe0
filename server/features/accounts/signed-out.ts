import type { Request, RequestHandler, Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Translate, Locale } from '#shared/texts/i18n.ts'
import { typedText, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { onwardOf } from '#web/access/own-path.ts'
import type { SessionAccount } from '#web/locals.ts'

/** Nothing typed here stays in a cache, and no address with a secret in it is told to another site. */
export const unstored: RequestHandler = (_req, res, next) => {
  res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' })
  next()
}

/** Who is in already has no use for the way in: they go on to where it leads. */
export const signedOutOnly: RequestHandler = (req, res, next) => {
  const { account, locale } = res.locals
  if (account) res.redirect(303, onwardOf(req) ?? deskOf(account, locale))
  else next()
}

/** What else happens when somebody has signed in: other slices bring what they kept for the visitor. */
export type Arrival = (req: Request, res: Response, account: SessionAccount) => Promise<void>

/** What else ends with a session that its holder has ended. */
export type Leaving = (account: string, handle: string) => Promise<void>

/** Where a person's work is. */
export const deskOf = ({ role }: SessionAccount, locale: Locale): string =>
  role === 'applicant' ? pathTo(locale, '/applications') : pathTo(locale, '/staff')

/** The network address to count tries by. Forwarded ones count only as far as `TRUST_PROXY` lets them. */
export const addressOf = (req: Request): string => req.ip ?? 'unknown'

/** Says when to come back; the page says it in words. */
export const tooMany = (res: Response, seconds: number): Response => res.set('Retry-After', String(seconds))

/** Has the browser remove what the site has stored on the device: whoever signs out leaves nothing to the next one. */
export const emptyDevice = (res: Response): Response => res.set('Clear-Site-Data', '"storage"')

/** What the fields of this slice's forms are called. */
export const fieldLabels: FieldLabels = {
  name: 'account.field.name',
  email: 'account.field.email',
  password: 'account.field.password',
  current: 'account.field.current-password',
  locale: 'account.field.locale',
  code: 'two-factor.field.code',
}

export type Field = { value: string; error: string | null }

/** What was typed into a field, else what is stored, and the complaint about it. */
export function fieldOf(
  t: Translate,
  name: string,
  { form, stored = '' }: { form?: FormFailure | undefined; stored?: string },
): Field {
  const key = form?.errors[name]
  return { value: form ? typedText(form.typed, name) : stored, error: key ? t(key) : null }
}

/** The complaint about a password field, whose value never goes back to the page. */
export const complaintOf = (t: Translate, name: string, form?: FormFailure): string | null =>
  fieldOf(t, name, { form }).error
