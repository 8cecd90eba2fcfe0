import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import type { Building } from '#models/premises/building.ts'
import type { Photo } from '#models/premises/parts/photo.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Zone } from '#models/premises/parts/premises-vocabulary.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { directionsPath, officeView, type OfficeView } from '#shared/office/office.ts'
import { formatDay, formatMetres } from '#shared/texts/format.ts'
import type { MoneyReader } from '#shared/money/currencies.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { PageDiscovery, Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { endOf } from '#features/street/drawing/plan-geometry.ts'
import { windowOf } from '#features/street/drawing/plan-window.ts'
import { panoramaView, type PanoramaView } from '#features/premises/photos/panorama.ts'
import { photoView, type PhotoView } from '#features/premises/photos/photo-view.ts'
import type { ColleagueLinks } from '#features/premises/colleague-links.ts'
import { mainUseOf, type canApply } from '#features/premises/rules.ts'
import type { Street } from '../search/street.ts'
import type { PublicPremises } from '../service.ts'
import { drawingOf, useAndFloor } from '../card.ts'
import { elevationHref } from '../elevation/links.ts'
import { planHref, streetView, type StreetView } from '../street-view.ts'
import { directionsView, arrivalMarks, type DirectionsView } from '../directions/view.ts'
import { schematicView, type SchematicView } from '../schematic-view.ts'
import { formatListingDay, factGroups, type FactGroup } from './facts.ts'
import { moneyPanel, type Assumptions, type MoneyPanel } from './money.ts'
import type { ViewingBlock } from './viewing-block.ts'

/** Functions of the incentives slice that this door uses. */
export type IncentiveSource = {
  forZone(
    zone: Zone,
  ): Promise<{ slug: string; title: LocalisedText; note: LocalisedText; state: IncentiveState; year: string }[]>
}
type IncentiveState = 'expired' | 'upcoming' | 'expires_soon' | 'unchecked' | 'dated' | 'unconfirmed' | 'valid'
type ShownPhoto = PhotoView & { panorama: PanoramaView | null }
type Text = { text: string; lang: string | null; unreviewed: boolean } | null

export type PremisesPage = {
  title: string
  description: string
  demo: boolean
  breadcrumb: Breadcrumb
  code: string
  /** Button that adds the premises to the favourites or removes it. */
  heart: { does: 'add' | 'remove'; sign: string; label: string }
  heading: string
  lang: string | null
  fallback: boolean
  tone: string
  label: string
  about: string
  shareHref: string
  summary: Text
  body: Text
  defects: Text
  photos: ShownPhoto[]
  drawing: string | null
  schematic: SchematicView | null
  floorPlan: PhotoView | null
  money: MoneyPanel
  /** Action of the form while one can apply, and the URL of what is needed for it. */
  apply: { action: string; needed: string } | null
  applyNote: string
  /** For colleagues, in place of `apply`. */
  staffLinks: ColleagueLinks['links']
  seeSimilar: string | null
  groups: FactGroup[]
  street: StreetView
  planHref: string
  /** Link to the same place on the street elevation. */
  walkHref: string
  incentives: {
    href: string
    title: string
    lang: string | null
    note: string
    tone: string
    label: string
    over: boolean
  }[]
  /** The cards below are a form: the ticked ones are compared with this premises. */
  similar: Buffer[]
  compareHref: string
  office: OfficeView
  directions: DirectionsView | null
  directionsHref: string
  updated: string
}
export const renderPremises = view<PremisesPage & PageDiscovery & { viewing: ViewingBlock }>(
  'catalogue/browse/premises',
)

type Subject = {
  premises: PublicPremises
  building: Building
  apply: ReturnType<typeof canApply>
  today: CityDay
  street: Street
  incentives: Awaited<ReturnType<IncentiveSource['forZone']>>
  assumptions: Assumptions
  similar: Buffer[]
  saved: boolean
  atWork: ColleagueLinks | null
}

export function premisesPage(reader: MoneyReader, subject: Subject): PremisesPage {
  const { t, locale } = reader
  const { premises } = subject
  const title = readText(premises.title, locale)
  const summary = textIn(reader, premises.summary, premises)
  const money = moneyPanel(reader, premises, subject.assumptions)
  return {
    title: [title.text, premises.code].join(t('list.apposition')),
    description: `${summary?.text ?? ''} ${money.pay} ${money.waived}`.trim(),
    demo: premises.demo,
    breadcrumb: [{ label: t('nav.premises'), href: pathTo(locale, '/premises') }, { label: premises.code }],
    code: premises.code,
    heart: heartOf(reader, subject.saved),
    heading: title.text,
    lang: title.fallback ? title.locale : null,
    fallback: title.fallback,
    tone: premises.status,
    label: t(`premises.status.${premises.status}`),
    about: useAndFloor(reader, premises),
    shareHref: pathTo(locale, '/premises/:code/share', { code: premises.code }),
    summary,
    body: textIn(reader, premises.description, premises),
    defects: textIn(reader, premises.defects, premises),
    ...pictures(reader, premises),
    schematic: schematicView(reader, subject),
    money,
    ...application(reader, subject),
    seeSimilar: subject.apply.ok || subject.similar.length === 0 ? null : '#similar',
    groups: factGroups(reader, subject),
    ...whereItIs(reader, subject),
    walkHref: elevationHref(locale, premises.buildingCode, premises.code),
    incentives: subject.incentives.map(incentive => incentiveLine(reader, incentive)),
    similar: subject.similar,
    compareHref: `${pathTo(locale, '/compare')}?code=${premises.code}`,
    office: officeView(reader, { premises: premises.code }),
    directions: directionsView(reader, subject),
    directionsHref: directionsPath(locale, premises.code),
    updated: t('premises.one.updated', { day: formatDay(locale, premises.updatedAt) }),
  }
}

const heartOf = ({ t }: Reader, saved: boolean): PremisesPage['heart'] =>
  saved
    ? { does: 'remove', sign: '♥', label: t('saved.one.remove') }
    : { does: 'add', sign: '♡', label: t('saved.one.add') }

function textIn({ locale }: Reader, text: LocalisedText, { reviewed }: PublicPremises): Text {
  const read = readText(text, locale)
  if (!read.text) return null
  return {
    text: read.text,
    lang: read.fallback ? read.locale : null,
    unreviewed: !read.fallback && !reviewed[read.locale],
  }
}

const photoWidths = '(min-width: 900px) 640px, 100vw'

const shownPhoto = (reader: Reader, photo: Photo): ShownPhoto => ({
  ...photoView(photo, reader.locale, photoWidths),
  panorama: panoramaView(reader, photo),
})

/** Returns the photos, or the drawing of the front when there are none, and the floor plan. */
export function pictures({ t, locale }: Reader, premises: PublicPremises) {
  const use = mainUseOf(premises)
  const width = formatMetres(locale, premises.frontageM > 0 ? premises.frontageM : premises.position.widthM)
  const label = t('premises.one.drawing', { use: use ? t(`premises.use.${use}`) : '', width })
  return {
    photos: premises.photos.map(photo => shownPhoto({ t, locale }, photo)),
    drawing: premises.photos.length > 0 ? null : drawingOf(premises, label),
    floorPlan: premises.floorPlan ? photoView(premises.floorPlan, locale, photoWidths) : null,
  }
}

type Applying = Pick<PremisesPage, 'apply' | 'applyNote'>

function application(reader: Reader, subject: Subject): Applying & Pick<PremisesPage, 'staffLinks'> {
  const { atWork } = subject
  const offered = offeredTo(reader, subject)
  if (!atWork || !offered.apply) return { ...offered, staffLinks: atWork?.links ?? [] }
  const applyNote = `${untilOf(reader, subject)}${reader.t('premises.one.apply-staff')}`
  return { apply: null, applyNote, staffLinks: atWork.links }
}

function untilOf(words: Reader, { premises: { applicationWindow } }: Subject): string {
  const { to } = applicationWindow
  return to ? `${words.t('premises.one.until', { day: formatListingDay(words, to) })} ` : ''
}

function offeredTo(reader: Reader, subject: Subject): Applying {
  const { t, locale } = reader
  const { premises, apply } = subject
  const { from, to } = premises.applicationWindow
  if (apply.ok) {
    const action = pathTo(locale, '/applications')
    const needed = `${pathTo(locale, '/applications/needed')}?premises=${premises.code}`
    return { apply: { action, needed }, applyNote: `${untilOf(reader, subject)}${t('premises.one.apply-hint')}` }
  }
  if (apply.reason === 'not-open-yet') {
    return {
      apply: null,
      applyNote: t('premises.one.closed.not-open-yet', { day: from ? formatListingDay(reader, from) : '' }),
    }
  }
  if (apply.reason === 'closed') {
    return { apply: null, applyNote: t('premises.one.closed.closed', { day: to ? formatListingDay(reader, to) : '' }) }
  }
  return { apply: null, applyNote: t('premises.one.closed.not-available') }
}

/** Draws the surroundings of the unit on its floor, with the unit marked. */
function whereItIs(words: Reader, { premises, street }: Subject): { street: StreetView; planHref: string } {
  const { position, floor, code } = premises
  const endM = endOf(street.buildings)
  const atM = Math.round(position.offsetM + position.widthM / 2)
  const { levels } = windowOf(endM, {})
  const { fromM, toM } = windowOf(endM, { level: levels - 1, atM })
  const label = words.t('plan.around', { code, from: fromM, to: Math.round(toM) })
  return {
    street: streetView(words, {
      street,
      view: { floor, zoom: levels - 1, at: atM, here: code },
      label,
      arrivals: arrivalMarks(),
    }),
    planHref: planHref(words.locale, { view: { floor, zoom: levels, at: atM, here: code } }),
  }
}

const incentiveTones: Record<IncentiveState, string> = {
  valid: 'good',
  upcoming: 'calm',
  expires_soon: 'warn',
  unchecked: 'warn',
  dated: 'warn',
  unconfirmed: 'warn',
  expired: 'bad',
}

function incentiveLine({ t, locale }: Reader, { slug, title, note, state, year }: Subject['incentives'][number]) {
  const read = readText(title, locale)
  return {
    href: pathTo(locale, '/incentives/:slug', { slug }),
    title: read.text,
    lang: read.fallback ? read.locale : null,
    note: readText(note, locale).text,
    tone: incentiveTones[state],
    label: t(`incentives.state.${state}`, { year }),
    over: state === 'expired',
  }
}
