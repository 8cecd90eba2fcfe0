import type { Request, Response } from 'express'
import { pathTo } from '#server/paths.ts'

/** `enlarged`: larger letters and targets in a simpler layout, for whoever reads the usual one with difficulty (ADR 131). */
export const displays = ['standard', 'enlarged'] as const
export type Display = (typeof displays)[number]

const keptMs = 365 * 24 * 3_600_000
const names = { secure: '__Host-display', plain: 'display' }

/** What this browser has chosen; the cookie says no more than that, so nobody signs it. */
export const displayOf = (req: Pick<Request, 'get'>): Display =>
  /(?:^|;\s*)(?:__Host-)?display=enlarged(?=;|$)/.test(req.get('cookie') ?? '') ? 'enlarged' : 'standard'

/** Keeps the choice in this browser for a year; the standard one needs no cookie. */
export function rememberDisplay(res: Response, chosen: Display): void {
  const secure = res.locals.publicUrl.startsWith('https:')
  const name = secure ? names.secure : names.plain
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  if (chosen === 'standard') res.clearCookie(name, options)
  else res.cookie(name, chosen, { ...options, maxAge: keptMs })
}

/**
 * The way to the other display; from there the browser is led back to the page it came from. `sign` stands where there is no
 * room for `label`.
 */
export function displayLink(
  { t, locale }: Pick<Response['locals'], 't' | 'locale'>,
  display: Display,
): { href: string; label: string; sign: string } {
  const other = display === 'standard' ? 'enlarged' : 'standard'
  return {
    href: `${pathTo(locale, '/display')}?to=${other}`,
    label: t(`accessibility.to.${other}`),
    sign: t(`accessibility.to.${other}.sign`),
  }
}
