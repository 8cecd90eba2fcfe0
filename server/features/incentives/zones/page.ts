import type { Reader } from '#shared/texts/i18n.ts'
import { hasVacancies, type Vacancies } from '#shared/vacancies.ts'
import { pathTo } from '#server/paths.ts'
import { zones, type Zone } from '#models/premises/parts/premises-vocabulary.ts'
import { factTopics, type FactTopic, type ZonePage, type ZoneRecord } from '#models/incentives/zone.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { factCard, type FactCard } from '../facts.ts'
import {
  incentiveCard,
  richText,
  shownText,
  type IncentiveCard,
  type RichText,
  type ShownText,
} from '../presentation.ts'
import type { PreviewBar } from '../preview.ts'
import type { ShownIncentive } from '../service.ts'

export type ZonePageModel = {
  title: string
  /** Whether the counted premises are invented. */
  demo: boolean
  name: ShownText
  breadcrumb: Breadcrumb
  summary: ShownText | null
  body: RichText | null
  /** Set only when staff preview unpublished content. */
  preview?: PreviewBar
  sections: { heading: string; demo: boolean; facts: FactCard[] }[]
  /** Available premises; null for the whole province. */
  premises: { sentence: string; /** Empty when there is nothing to show. */ href: string } | null
  incentives: IncentiveCard[]
  others: { label: string; href: string }[]
}
export const renderZone = view<ZonePageModel>('incentives/zones/one')

export type Available = { vacancies: Vacancies; demo: boolean }
type ZonePageOptions = { zone: ZoneRecord; incentives: ShownIncentive[]; available: Available | null }

export function zonePage(reader: Reader, { zone, incentives, available }: ZonePageOptions): ZonePageModel {
  const { t, locale } = reader
  const name = shownText(zone.name, locale) ?? { text: t(`incentives.zone.${zone.slug}`) }
  return {
    title: name.text,
    demo: available?.demo ?? false,
    name,
    breadcrumb: [{ label: t('incentives.title'), href: pathTo(locale, '/incentives') }, { label: name.text }],
    summary: shownText(zone.summary, locale),
    body: richText(zone.body, locale, 1),
    sections: sectionsOf(reader, zone),
    premises: premisesOf(reader, zone.slug, available),
    incentives: incentives.map(incentive => incentiveCard(reader, incentive)),
    others: otherZones(reader, zone.slug),
  }
}

/** Topics about the place itself, in reading order. */
const placeTopics = factTopics.filter(topic => topic !== 'street')

function sectionsOf(reader: Reader, zone: ZoneRecord): ZonePageModel['sections'] {
  const factsOn = (topic: FactTopic) => zone.facts.filter(fact => fact.topic === topic)
  const cards = (topics: readonly FactTopic[]) => topics.flatMap(factsOn).map(fact => factCard(reader, fact))
  const place = { heading: reader.t('zones.facts'), demo: false, facts: cards(placeTopics) }
  const street = { heading: reader.t('zones.facts.street'), demo: true, facts: cards(['street']) }
  return [place, street].filter(({ facts }) => facts.length > 0)
}

function premisesOf({ t, locale }: Reader, slug: ZonePage, available: Available | null): ZonePageModel['premises'] {
  if (available === null) return null
  const { vacancies } = available
  const some = hasVacancies(vacancies)
  const sentence = some ? t('premises.vacancies.short', vacancies) : t('zones.premises.none')
  return { sentence, href: some ? `${pathTo(locale, '/premises')}?zone=${slug}` : '' }
}

const otherZones = ({ t, locale }: Reader, slug: ZonePage): ZonePageModel['others'] =>
  [...zones, 'heilongjiang' as const]
    .filter(other => other !== slug)
    .map(other => ({ label: t(`incentives.zone.${other}`), href: pathTo(locale, '/zones/:slug', { slug: other }) }))

/** Returns the zone of a page; undefined for the province, which contains all three. */
export const areaOf = (slug: ZonePage): Zone | undefined => zones.find(zone => zone === slug)
