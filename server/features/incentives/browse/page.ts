import { pathTo } from '#server/paths.ts'
import { audiences, incentiveCategories, type IncentiveCategory } from '#models/incentives/content-vocabulary.ts'
import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { formatDay } from '#shared/texts/format.ts'
import { isMessageKey, type Locale, type Reader } from '#shared/texts/i18n.ts'
import type { PageDiscovery, Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import {
  incentiveCard,
  placesOf,
  richText,
  shownText,
  type IncentiveCard,
  type RichText,
  type ShownText,
} from '../presentation.ts'
import type { PreviewBar } from '../preview.ts'
import type { PublicChange, ShownIncentive } from '../service.ts'
import type { IncentiveFilterInput } from './input.ts'

type Choice = { label: string; href: string; current: boolean }
export type IncentiveListPage = PageDiscovery & {
  title: string
  description: string
  found: string
  filters: { label: string; choices: Choice[] }[]
  cards: IncentiveCard[]
  zones: { label: string; href: string }[]
  /** Address of the eligibility check. */
  guide: string
}
export const renderIncentiveList = view<IncentiveListPage>('incentives/browse/list')

type IncentiveResults = {
  filter: IncentiveFilterInput
  incentives: ShownIncentive[]
  categories: ReadonlySet<IncentiveCategory>
}

export function incentiveListPage(
  reader: Reader,
  { filter, incentives, categories }: IncentiveResults,
): IncentiveListPage {
  const { t, locale } = reader
  const kinds = incentiveCategories.filter(kind => categories.has(kind) || kind === filter.category)
  return {
    title: t('incentives.title'),
    description: t('incentives.description'),
    picture: pictureOf(reader),
    found: t('incentives.found', { count: incentives.length }),
    filters: [
      {
        label: t('incentives.filter.zone'),
        choices: [
          filterChoice(reader, t('incentives.filter.all-zones'), { filter, change: { zone: undefined } }),
          ...zones.map(zone => filterChoice(reader, t(`incentives.zone.${zone}`), { filter, change: { zone } })),
        ],
      },
      {
        label: t('incentives.filter.audience'),
        choices: [
          filterChoice(reader, t('incentives.filter.all-audiences'), { filter, change: { audience: undefined } }),
          ...audiences.map(audience =>
            filterChoice(reader, t(`incentives.audience.${audience}`), { filter, change: { audience } }),
          ),
        ],
      },
      {
        label: t('incentives.filter.category'),
        choices: [
          filterChoice(reader, t('incentives.filter.all-categories'), { filter, change: { category: undefined } }),
          ...kinds.map(category =>
            filterChoice(reader, t(`incentives.category.${category}`), { filter, change: { category } }),
          ),
        ],
      },
    ],
    cards: incentives.map(incentive => incentiveCard(reader, incentive)),
    zones: zones.map(zone => ({
      label: t(`incentives.zone.${zone}`),
      href: pathTo(locale, '/zones/:slug', { slug: zone }),
    })),
    guide: pathTo(locale, '/eligibility'),
  }
}

type FilterChange = {
  filter: IncentiveFilterInput
  change: Partial<Record<keyof IncentiveFilterInput, string | undefined>>
}

/** Returns a link that changes one condition and keeps the others. */
function filterChoice({ locale }: Reader, label: string, { filter, change }: FilterChange): Choice {
  const next = { ...filter, ...change }
  const query = new URLSearchParams(
    Object.entries(next).filter(([, value]) => value !== undefined) as [string, string][],
  )
  const [name] = Object.keys(change) as [keyof IncentiveFilterInput]
  const suffix = query.size > 0 ? `?${query.toString()}` : ''
  return { label, href: `${pathTo(locale, '/incentives')}${suffix}`, current: filter[name] === change[name] }
}

export type IncentivePage = IncentiveCard & {
  name: ShownText
  fallback: boolean
  breadcrumb: Breadcrumb
  body: RichText | null
  eligibility: RichText | null
  rows: { label: string; value: string }[]
  others: IncentiveCard[]
  history: { when: string; what: string; why: string }[]
  ask: string
  /** Address of the calculator that shows what the incentive is worth; null when there is none. */
  calculator: string | null
  /** Set only when staff preview unpublished content. */
  preview?: PreviewBar
}
/** Returns the picture shown beside a shared link. */
const pictureOf = ({ t, locale }: Reader) => ({ src: `/og/incentives/${locale}.png`, alt: t('incentives.title') })

export const renderIncentive = view<Omit<IncentivePage, 'title'> & PageDiscovery & { title: string }>(
  'incentives/browse/one',
)

/** Slug of the incentive that the assembly-cost calculator puts into figures. */
const dutyFreeSlug = 'duty-free-components'
/** Number of other incentives proposed on a page. */
const othersShown = 3

type IncentiveDetails = { incentive: ShownIncentive; all: ShownIncentive[]; history: readonly PublicChange[] }

export function incentivePage(reader: Reader, { incentive, all, history }: IncentiveDetails) {
  const { t, locale } = reader
  const card = incentiveCard(reader, incentive)
  const body = richText(incentive.body, locale, 1)
  const others = all.filter(other => other.slug !== incentive.slug).slice(0, othersShown)
  return {
    ...card,
    picture: pictureOf(reader),
    title: card.title.text,
    name: card.title,
    note: shownText(incentive.note, locale),
    ...(card.summary ? { description: card.summary.text } : {}),
    fallback: [card.title, card.summary, body].some(text => text?.lang),
    breadcrumb: [{ label: t('incentives.title'), href: pathTo(locale, '/incentives') }, { label: card.title.text }],
    body,
    eligibility: richText(incentive.eligibility, locale, 2),
    rows: factRows(reader, incentive),
    others: others.map(other => incentiveCard(reader, other)),
    history: history.map(change => changeOf(reader, change)),
    ask: `${pathTo(locale, '/contact')}?topic=incentives`,
    calculator: incentive.slug === dutyFreeSlug ? pathTo(locale, '/calculator') : null,
  }
}

function factRows(reader: Reader, incentive: ShownIncentive): { label: string; value: string }[] {
  const { t, locale } = reader
  const { validFrom, expiresOn, checkedAt, states } = incentive
  const day = (value: string) => formatCityDay(locale, value)
  const expiry = states.includes('expired') ? t('incentives.fact.expired') : t('incentives.fact.expires')
  return [
    { label: t('incentives.fact.category'), value: t(`incentives.category.${incentive.category}`) },
    { label: t('incentives.fact.where'), value: placesOf(reader, incentive) },
    ...audienceRow(reader, incentive),
    ...(validFrom ? [{ label: t('incentives.fact.valid-from'), value: day(validFrom) }] : []),
    { label: expiry, value: expiresOn ? day(expiresOn) : t('incentives.fact.no-expiry') },
    // Only the preview of a draft may lack the date.
    ...(checkedAt ? [{ label: t('incentives.fact.checked'), value: day(checkedAt) }] : []),
  ]
}

function audienceRow({ t, locale }: Reader, incentive: ShownIncentive): { label: string; value: string }[] {
  if (incentive.audiences.length === 0) return []
  const names = incentive.audiences.map(audience => t(`incentives.audience.${audience}`))
  return [{ label: t('incentives.filter.audience'), value: joinNames(locale, names) }]
}

/** Returns a change, such as "Changed: the source, the last day", with the editor's reason if there is one. */
function changeOf({ t, locale }: Reader, { at, kind, reason, fields }: PublicChange) {
  const key = `incentives.change.${kind}`
  const names = fields.map(field => `incentives.field.${field}`).filter(isMessageKey)
  return {
    when: formatDay(locale, at),
    what:
      kind === 'edited' && names.length > 0
        ? t('incentives.change.edited-fields', {
            fields: joinNames(
              locale,
              names.map(name => t(name)),
            ),
          })
        : isMessageKey(key)
          ? t(key)
          : t('incentives.change.edited'),
    why: reason,
  }
}

const joinNames = (locale: Locale, names: readonly string[]): string => names.join(locale === 'zh' ? '、' : ', ')
