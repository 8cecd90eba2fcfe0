import type { Request } from 'express'
import { locales } from '#shared/texts/i18n.ts'

const ownPages = new RegExp(`^/(${locales.join('|')})(?=[/?]|$)`)

/**
 * Returns a link's target when it is a path of this site, otherwise null: foreign addresses in any form (`//host`, `/\host`,
 * `https:`, control characters) and pages that are no target after signing in.
 */
export function ownPath(next: unknown): string | null {
  if (typeof next !== 'string' || next.length > 2_000 || !ownPages.test(next)) return null
  const base = 'http://own.invalid'
  if (!URL.canParse(next, base)) return null
  const { origin, pathname, search } = new URL(next, base)
  return origin === base && ownPages.test(pathname) ? `${pathname}${search}` : null
}

/** Returns the path to continue to after signing in, from the form or its query. */
export function nextPathOf({ body, query }: Pick<Request, 'body' | 'query'>): string | null {
  const { next } = (body ?? {}) as { next?: unknown }
  return ownPath(next ?? query.next)
}

/** Returns the path with the next path as a query parameter, which `nextPathOf` reads. */
export function withNextPath(path: string, next: string | null): string {
  return next ? `${path}${path.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}` : path
}
