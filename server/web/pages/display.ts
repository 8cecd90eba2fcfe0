import type { Response } from 'express'
import { pathTo } from '#server/paths.ts'
import { choiceCookie } from './choice-cookie.ts'

/** `enlarged`: larger letters and targets in a simpler layout, for people who find the standard hard to read (ADR 131). */
export const displays = ['standard', 'enlarged'] as const
export type Display = (typeof displays)[number]

/** Kept for a year. */
export const displayChoice = choiceCookie({ name: 'display', values: displays, usual: 'standard', keptDays: 365 })

/**
 * Returns the link to the other display, which leads back to the page it came from. `sign` is used where there is no room
 * for `label`.
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
