import type { Request } from 'express'
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

/** Where a form, or the address it stands at, asks to go on to after signing in. */
export function onwardOf({ body, query }: Pick<Request, 'body' | 'query'>): string | null {
  const { next } = (body ?? {}) as { next?: unknown }
  return ownPath(next ?? query.next)
}

/** A path with where to go on to from there, which `onwardOf` reads again. */
export function withOnward(path: string, next: string | null): string {
  return next ? `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}` : path
}
