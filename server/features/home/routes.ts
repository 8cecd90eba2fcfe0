import { Router } from 'express'
import type { Services } from '#server/services.ts'
import { locales, translatorFor, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { cacheByStamp } from '#shared/stamped-memory.ts'
import { anyone } from '#web/access/access.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { localisePath } from '#server/paths.ts'
import type { ZoneRecord } from '#models/incentives/zone.ts'
import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import type { PageDiscovery } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import type { CardPremises, CatalogueService } from '../catalogue/service.ts'
import type { ProgrammeSettings } from '../programme/rules.ts'
import { factCard, type FactCard } from '../incentives/facts.ts'
import { incentiveCard, type IncentiveCard } from '../incentives/presentation.ts'
import { rentFreeSlug } from '../incentives/rent-free-document.ts'
import type { ShownIncentive } from '../incentives/service.ts'
import { type StreetView, areasInWords, compactView } from '../catalogue/street-view.ts'
import { hasVacancies, type Vacancies } from '#shared/vacancies.ts'
import { siteData } from './structured-data.ts'
import { exampleOf, type Example } from './example.ts'

type HomeStreet = {
  vacancies: Vacancies
  smallestSqM: number
  largestSqM: number
  demo: boolean
  /** Null while no premises is placed on the street. */
  view: StreetView | null
}

/** Number of available premises linked in the drawing; the plan links all. */
const maxLinks = 24

/** Draws the street for the home page. */
async function drawStreet(reader: Reader, catalogue: Pick<CatalogueService, 'plan'>): Promise<HomeStreet> {
  const street = await catalogue.plan()
  const { units, total, vacancies, smallestSqM, largestSqM, demo } = street
  const free = units.filter(({ status }) => status === 'available')
  const every = Math.max(1, Math.floor(free.length / maxLinks))
  const links = free.filter((_unit, index) => index % every === 0).slice(0, maxLinks)
  return {
    vacancies,
    smallestSqM,
    largestSqM,
    demo,
    view: total > 0 ? compactView(reader, { street, links }) : null,
  }
}

type RequiredServices = Pick<Services, 'catalogue' | 'incentives' | 'programme'>

/** The home page. Its drawing and example are cached until the catalogue changes. */
export function homeRoutes({ catalogue, incentives, programme }: RequiredServices): Router {
  const router = Router({ caseSensitive: true })
  const streetIn = Object.fromEntries(
    locales.map(locale => [
      locale,
      cacheByStamp(catalogue.stamp, () => drawStreet({ t: translatorFor(locale), locale }, catalogue)),
    ]),
  ) as Record<Locale, () => Promise<HomeStreet>>
  const example = cacheByStamp(catalogue.stamp, catalogue.typical)

  router.get('/', anyone, cachePage(), async (_req, res) => {
    const [street, shown, list, zoneRecords, settings] = await Promise.all([
      streetIn[res.locals.locale](),
      example(),
      incentives.list(),
      incentives.zones.list(),
      programme.settings(),
    ])
    const page = homePage(res.locals, { street, example: shown, incentives: list, zoneRecords, settings })
    renderHome(res, { ...page, structured: siteData(res.locals) })
  })

  return router
}

type HomePage = {
  title: string
  demo: boolean
  /** Incentive behind the headline's promise; null while the office does not publish it. */
  promise: IncentiveCard | null
  count: string
  street: StreetView | null
  example: Example | null
  /** Sentence shown when no unit fits the example. */ plain: string
  steps: { title: string; text: string }[]
  incentives: IncentiveCard[]
  facts: FactCard[]
  zones: { label: string; href: string }[]
  links: { premises: string; finder: string; plan: string; incentives: string; calculator: string; contact: string }
}
const renderHome = view<HomePage & PageDiscovery>('home/home')

const incentivesShown = 5
/** The most important facts about the place, in reading order. */
const factsShown = [
  ['suifenhe', 'vladivostok'],
  ['suifenhe', 'street-opened'],
  ['suifenhe', 'street-length'],
  ['suifenhe', 'imports-2020'],
  ['suifenhe', 'market'],
  ['heilongjiang', 'area'],
] as const

type HomePageData = {
  street: HomeStreet
  example: CardPremises | null
  incentives: ShownIncentive[]
  zoneRecords: ZoneRecord[]
  settings: Pick<ProgrammeSettings, 'offerDays' | 'rentFreeMonths'>
}

function homePage(words: Reader, { street, example, incentives, zoneRecords, settings }: HomePageData): HomePage {
  const { t, locale } = words
  const at = (path: string) => localisePath(locale, path)
  const promise = incentives.find(({ slug }) => slug === rentFreeSlug)
  const running = incentives.filter(({ slug, states }) => slug !== rentFreeSlug && !states.includes('expired'))
  return {
    title: t('home.title'),
    demo: street.demo,
    promise: promise ? incentiveCard(words, promise) : null,
    count: countOf(words, street),
    street: street.view,
    example: example ? exampleOf(words, example) : null,
    plain: t('home.bill.plain', { months: settings.rentFreeMonths }),
    steps: stepsOf(words, settings),
    incentives: running.slice(0, incentivesShown).map(incentive => incentiveCard(words, incentive)),
    facts: factsOf(words, zoneRecords),
    zones: zones.map(zone => ({ label: t(`incentives.zone.${zone}`), href: at(`/zones/${zone}`) })),
    links: {
      premises: at('/premises'),
      finder: at('/finder'),
      plan: at('/plan'),
      incentives: at('/incentives'),
      calculator: at('/calculator'),
      contact: at('/contact'),
    },
  }
}

function countOf(reader: Reader, { vacancies, ...areas }: HomeStreet): string {
  if (!hasVacancies(vacancies)) return reader.t('home.count.none')
  return reader.t('premises.vacancies', { ...vacancies, areas: areasInWords(reader, areas) })
}

const stepsOf = ({ t }: Reader, { offerDays }: HomePageData['settings']): HomePage['steps'] =>
  (['find', 'apply', 'follow', 'accept', 'move-in'] as const).map(step => ({
    title: t(`home.step.${step}`),
    text: t(`home.step.${step}.text`, { days: offerDays }),
  }))

function factsOf(reader: Reader, records: ZoneRecord[]): FactCard[] {
  const find = (slug: string, key: string) =>
    records.find(record => record.slug === slug)?.facts.find(fact => fact.key === key)
  return factsShown.flatMap(([slug, key]) => {
    const fact = find(slug, key)
    return fact ? [factCard(reader, fact)] : []
  })
}
