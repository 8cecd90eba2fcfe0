import type { Reader } from '#shared/texts/i18n.ts'
import { inLocale } from '#server/paths.ts'
import type { ProgrammeSettings } from '../programme/rules.ts'
import { factCard, type FactCard } from '../incentives/facts.ts'
import { incentiveCard, type IncentiveCard } from '../incentives/presentation.ts'
import type { ShownIncentive } from '../incentives/service.ts'
import type { ZoneRecord } from '#models/incentives/zone.ts'
import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import { formatArea } from '#shared/texts/format.ts'
import type { PageDiscovery } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { exampleOf, type Example } from './example.ts'
import type { CardPremises } from '../catalogue/service.ts'
import type { StreetView } from '../catalogue/street-view.ts'
import type { Street } from './street.ts'

export type HomePage = {
  title: string
  demo: boolean
  /** What the promise of the headline rests on; null while the office does not publish it. */
  promise: IncentiveCard | null
  count: string
  street: StreetView | null
  example: Example | null
  steps: { title: string; text: string }[]
  incentives: IncentiveCard[]
  facts: FactCard[]
  zones: { label: string; href: string }[]
  links: { premises: string; plan: string; incentives: string; calculator: string; contact: string }
}
export const renderHome = view<HomePage & PageDiscovery>('home/home')

/** The incentive behind the headline. */
const promiseSlug = 'rent-free-three-years'
const incentivesShown = 5
/** The facts that say most about the place, in the order in which they are read. */
const factsShown = [
  ['suifenhe', 'vladivostok'],
  ['suifenhe', 'street-opened'],
  ['suifenhe', 'street-length'],
  ['suifenhe', 'imports-2020'],
  ['suifenhe', 'market'],
  ['heilongjiang', 'area'],
] as const

type Known = {
  street: Street
  example: CardPremises | null
  incentives: ShownIncentive[]
  zoneRecords: ZoneRecord[]
  settings: Pick<ProgrammeSettings, 'offerDays'>
}

export function homePage(words: Reader, { street, example, incentives, zoneRecords, settings }: Known): HomePage {
  const { t, locale } = words
  const at = (path: string) => inLocale(locale, path)
  const promise = incentives.find(({ slug }) => slug === promiseSlug)
  const running = incentives.filter(({ states }) => !states.includes('expired'))
  return {
    title: t('home.title'),
    demo: street.demo,
    promise: promise ? incentiveCard(words, promise) : null,
    count: countOf(words, street),
    street: street.view,
    example: example ? exampleOf(words, example) : null,
    steps: stepsOf(words, settings),
    incentives: running.slice(0, incentivesShown).map(incentive => incentiveCard(words, incentive)),
    facts: factsOf(words, zoneRecords),
    zones: zones.map(zone => ({ label: t(`incentives.zone.${zone}`), href: at(`/zones/${zone}`) })),
    links: {
      premises: at('/premises'),
      plan: at('/plan'),
      incentives: at('/incentives'),
      calculator: at('/calculator'),
      contact: at('/contact'),
    },
  }
}

function countOf({ t, locale }: Reader, { available, smallestSqM, largestSqM }: Street): string {
  if (available === 0) return t('home.count.none')
  const smallest = formatArea(locale, smallestSqM)
  const largest = formatArea(locale, largestSqM)
  return t('home.count', { count: available, smallest, largest })
}

const stepsOf = ({ t }: Reader, { offerDays }: Known['settings']): HomePage['steps'] =>
  (['find', 'apply', 'follow', 'accept', 'move-in'] as const).map(step => ({
    title: t(`home.step.${step}`),
    text: t(`home.step.${step}.text`, { days: offerDays }),
  }))

function factsOf(words: Reader, records: ZoneRecord[]): FactCard[] {
  const find = (slug: string, key: string) =>
    records.find(record => record.slug === slug)?.facts.find(fact => fact.key === key)
  return factsShown.flatMap(([slug, key]) => {
    const fact = find(slug, key)
    return fact ? [factCard(words, fact)] : []
  })
}
