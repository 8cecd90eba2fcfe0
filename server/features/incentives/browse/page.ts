import { incentiveCategories, type IncentiveCategory } from '../../../../models/parts/content-vocabulary.ts'
import { zones } from '../../../../models/parts/premises-vocabulary.ts'
import { formatCityDay } from '../../../shared/partial-date.ts'
import { view } from '../../../web/view.ts'
import { incentiveCard, placesOf, shownText, type IncentiveCard, type ShownText, type Words } from '../presentation.ts'
import type { ShownIncentive } from '../service.ts'
import type { IncentiveFilterInput } from './input.ts'

type Choice = { label: string; href: string; current: boolean }
export type IncentiveListPage = {
  title: string
  description: string
  found: string
  filters: { label: string; choices: Choice[] }[]
  cards: IncentiveCard[]
  zones: { label: string; href: string }[]
}
export const renderIncentiveList = view<IncentiveListPage>('incentives/browse/list')

type Found = { filter: IncentiveFilterInput; incentives: ShownIncentive[]; categories: ReadonlySet<IncentiveCategory> }

export function incentiveListPage(words: Words, { filter, incentives, categories }: Found): IncentiveListPage {
  const { t, locale } = words
  const kinds = incentiveCategories.filter(kind => categories.has(kind) || kind === filter.category)
  return {
    title: t('incentives.title'),
    description: t('incentives.description'),
    found: t('incentives.found', { count: incentives.length }),
    filters: [
      {
        label: t('incentives.filter.zone'),
        choices: [
          choice(words, t('incentives.filter.all-zones'), { filter, change: { zone: undefined } }),
          ...zones.map(zone => choice(words, t(`incentives.zone.${zone}`), { filter, change: { zone } })),
        ],
      },
      {
        label: t('incentives.filter.category'),
        choices: [
          choice(words, t('incentives.filter.all-categories'), { filter, change: { category: undefined } }),
          ...kinds.map(category =>
            choice(words, t(`incentives.category.${category}`), { filter, change: { category } }),
          ),
        ],
      },
    ],
    cards: incentives.map(incentive => incentiveCard(words, incentive)),
    zones: zones.map(zone => ({ label: t(`incentives.zone.${zone}`), href: `/${locale}/zones/${zone}` })),
  }
}

type Step = { filter: IncentiveFilterInput; change: Partial<Record<keyof IncentiveFilterInput, string | undefined>> }

/** A link that changes one condition and keeps the other. */
function choice({ locale }: Words, label: string, { filter, change }: Step): Choice {
  const next = { ...filter, ...change }
  const query = new URLSearchParams(
    Object.entries(next).filter(([, value]) => value !== undefined) as [string, string][],
  )
  const [name] = Object.keys(change) as [keyof IncentiveFilterInput]
  const suffix = query.size > 0 ? `?${query.toString()}` : ''
  return { label, href: `/${locale}/incentives${suffix}`, current: filter[name] === change[name] }
}

export type IncentivePage = IncentiveCard & {
  name: ShownText
  fallback: boolean
  breadcrumb: { label: string; href?: string }[]
  paragraphs: { text: string; lang?: string }[]
  eligibility: ShownText | null
  rows: { label: string; value: string }[]
  others: IncentiveCard[]
  ask: string
}
export const renderIncentive = view<Omit<IncentivePage, 'title'> & { title: string }>('incentives/browse/one')

/** How many others a page proposes. */
const othersShown = 3

export function incentivePage(words: Words, incentive: ShownIncentive, all: ShownIncentive[]) {
  const { t, locale } = words
  const card = incentiveCard(words, incentive)
  const body = shownText(incentive.body, locale)
  const others = all.filter(other => other.slug !== incentive.slug).slice(0, othersShown)
  return {
    ...card,
    title: card.title.text,
    name: card.title,
    ...(card.summary ? { description: card.summary.text } : {}),
    fallback: [card.title, card.summary, body].some(text => text?.lang),
    breadcrumb: [{ label: t('incentives.title'), href: `/${locale}/incentives` }, { label: card.title.text }],
    paragraphs: (body?.text.split(/\n{2,}/) ?? []).map(text => ({ ...body, text })),
    eligibility: shownText(incentive.eligibility, locale),
    rows: factRows(words, incentive),
    others: others.map(other => incentiveCard(words, other)),
    ask: `/${locale}/contact?topic=incentives`,
  }
}

function factRows(words: Words, incentive: ShownIncentive): { label: string; value: string }[] {
  const { t, locale } = words
  const { validFrom, expiresOn, checkedAt, states } = incentive
  const day = (value: string) => formatCityDay(locale, value)
  const expiry = states.includes('expired') ? t('incentives.fact.expired') : t('incentives.fact.expires')
  return [
    { label: t('incentives.fact.category'), value: t(`incentives.category.${incentive.category}`) },
    { label: t('incentives.fact.where'), value: placesOf(words, incentive) },
    ...(validFrom ? [{ label: t('incentives.fact.valid-from'), value: day(validFrom) }] : []),
    { label: expiry, value: expiresOn ? day(expiresOn) : t('incentives.fact.no-expiry') },
    { label: t('incentives.fact.checked'), value: day(checkedAt) },
  ]
}
