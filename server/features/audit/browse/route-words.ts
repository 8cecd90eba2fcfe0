import { messageKeysBelow, type MessageKey, type Translate } from '#shared/texts/i18n.ts'

const prefix = 'acted.route.'
type Known = { parts: readonly string[]; key: MessageKey }

const partsOf = (path: string): string[] => path.split('/').slice(1)
const isGap = (part: string): boolean => part.startsWith(':')

/** Those with the fewest gaps first, so that `…/new` is not taken for an id. */
const known: readonly Known[] = messageKeysBelow(prefix)
  .map(key => ({ parts: partsOf(key.slice(prefix.length)), key }))
  .toSorted((a, b) => a.parts.filter(isGap).length - b.parts.filter(isGap).length)

/**
 * What a kept route did, in words: `POST /staff/applications/:id/reject`, or the path itself with its language where no route
 * was reached. Of reading a page its path; null for a route that nobody knows any more.
 */
export function routeIn(t: Translate, route: string): string | null {
  const [method = '', address = ''] = route.split(' ')
  const path = address.replace(/^\/(ru|en|zh)(?=\/|$)/, '') || '/'
  if (method === 'GET' || method === 'HEAD') return t('audit.where.page', { path: path.replaceAll(/:[A-Za-z]+/g, '…') })
  const parts = partsOf(path)
  const found = known.find(one => fits(one.parts, parts))
  return found ? t(found.key) : null
}

const fits = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length &&
  pattern.every((part, index) => (isGap(part) ? parts[index] !== '' : part === parts[index]))
