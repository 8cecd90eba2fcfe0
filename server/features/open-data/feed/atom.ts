import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatRoundMoney } from '#shared/texts/format.ts'
import type { PublicReader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { costOf } from '#features/premises/rules.ts'
import { conditionsOf } from '#features/catalogue/search-address.ts'
import type { PremisesFilter, PublishedPremises } from '#features/catalogue/service.ts'

/** Date of an empty feed: a feed must have a date, which must not change while its content does not. */
const nothingYet = new Date(0)

export const feedUpdated = (found: readonly PublishedPremises[]): Date =>
  found.map(({ premises }) => shownAt(premises)).reduce((latest, at) => (at > latest ? at : latest), nothingYet)

const publishedAt = ({ publishAt, createdAt }: Dated): Date => publishAt ?? createdAt
/** Since when the premises can be read as it is: one prepared for a later day is news on that day. */
function shownAt(premises: Dated): Date {
  const published = publishedAt(premises)
  return premises.updatedAt > published ? premises.updatedAt : published
}
type Dated = Pick<PublishedPremises['premises'], 'publishAt' | 'createdAt' | 'updatedAt'>

/** Conditions of a feed in a fixed order, so that equal feeds have equal ids. Status is omitted: all are available. */
function feedQuery(filter: PremisesFilter): string {
  const { q, as, zone, building, use, minArea, maxArea, minFrontage, maxFrontage, maxMonthly, ...rest } = filter
  const { floor, feature, from } = rest
  const ranges = { minArea, maxArea, minFrontage, maxFrontage, maxMonthly }
  const asked = { q, as, zone, building, use, ...ranges, floor, feature, from }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) {
    for (const one of [value ?? []].flat()) query.append(name, String(one))
  }
  const text = query.toString()
  return text ? `?${text}` : ''
}

/** Title that tells several feeds apart in a reader. Status is omitted: all are available. */
function titleOf({ t, locale }: PublicReader, filter: PremisesFilter): string {
  const conditions = conditionsOf({ t, locale }, { ...filter, status: [] })
  return conditions.length > 0
    ? t('open-data.feed.title-of', { search: conditions.join(dot) })
    : t('open-data.feed.title')
}

/** Returns an Atom feed (RFC 4287). Its ids (tag URIs, RFC 4151) stay the same when pages move. */
export function atomFeed(place: PublicReader, filter: PremisesFilter, found: readonly PublishedPremises[]): string {
  const { t, locale, publicUrl } = place
  const query = feedQuery(filter)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">`,
    element('id', nameOf(place, `premises${query}`)),
    element('title', titleOf(place, filter)),
    element('subtitle', t('open-data.feed.subtitle')),
    element('updated', feedUpdated(found).toISOString()),
    `<author>${element('name', t('site.name'))}</author>`,
    link('self', `${publicUrl}/${locale}/premises.atom${query}`, 'application/atom+xml'),
    link('alternate', `${publicUrl}/${locale}/premises${query}`, 'text/html'),
    ...found.map(one => entry(place, one)),
    '</feed>\n',
  ].join('\n')
}

function entry(place: PublicReader, { premises, building }: PublishedPremises): string {
  const { t, locale, publicUrl } = place
  const facts = [
    ...premises.allowedUses.slice(0, 1).map(use => t(`premises.use.${use}`)),
    formatArea(locale, premises.areaUsableSqM),
    t('premises.floor', { floor: premises.floor }),
    readText(building.address, locale).text,
  ].join(dot)
  const cost = t('premises.one.pay', { cost: formatRoundMoney(locale, costOf(premises).firstYearMonthlyFen) })
  const demo = premises.demo ? t('demo.banner') : ''
  const summary = [demo, readText(premises.summary, locale).text, `${facts}.`, cost].filter(Boolean).join(' ')
  return [
    '<entry>',
    element('id', nameOf(place, `premises/${premises.code}`)),
    element('title', `${readText(premises.title, locale).text}, ${premises.code}`),
    element('published', publishedAt(premises).toISOString()),
    element('updated', shownAt(premises).toISOString()),
    link('alternate', `${publicUrl}/${locale}/premises/${premises.code}`, 'text/html'),
    element('summary', summary),
    '</entry>',
  ].join('\n')
}

const nameOf = ({ locale, publicUrl }: PublicReader, what: string): string =>
  `tag:${new URL(publicUrl).hostname},2026:${locale}/${what}`

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`

const link = (rel: string, href: string, type: string): string =>
  `<link rel="${rel}" type="${type}" href="${escaped(href)}"/>`

/** Characters that XML cannot contain are removed. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(unwritable, '').replace(/[&<>"]/g, sign => names[sign] ?? '')
