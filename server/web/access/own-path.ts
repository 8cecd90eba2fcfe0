import { locales } from '#shared/texts/i18n.ts'

const ownPages = new RegExp(`^/(${locales.join('|')})(?=[/?]|$)`)

/**
 * A path of this site that a link asked to go on to, or null for anything else: foreign addresses in all their
 * disguises (`//host`, `/\host`, `https:`, control characters) and pages that lead nowhere after signing in.
 */
export function ownPath(next: unknown): string | null {
  if (typeof next !== 'string' || next.length > 2_000 || !ownPages.test(next)) return null
  const base = 'http://own.invalid'
  if (!URL.canParse(next, base)) return null
  const { origin, pathname, search } = new URL(next, base)
  return origin === base && ownPages.test(pathname) ? `${pathname}${search}` : null
}
