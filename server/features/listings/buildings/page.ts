import { pathTo } from '#server/paths.ts'
import type { Building } from '#models/premises/building.ts'
import { streetRows, structures, zones } from '#models/premises/parts/premises-vocabulary.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { type ErrorSummary, type FormFailure, type FormValues, inputValue } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { storedValues } from '#features/street/building-facts.ts'
import type { BuildingDoubt } from '#features/street/placing.ts'
import { marksOf, mergedValues } from '#web/forms/edit-merge.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { BuildingRow } from '../buildings-service.ts'
import {
  type FieldDefinition,
  type Control,
  controlOf,
  type FormState,
  summaryOf,
  type TextRow,
  textRow,
} from '../form/controls.ts'
import { type Clash, type ClashPart, clashPart } from '../form/clash-part.ts'
import { describeDoubt } from '../place/doubts.ts'

type Frame = { title: string; demo: boolean; breadcrumb: Breadcrumb }
type Row = {
  code: string
  href: string
  name: string
  address: string
  zone: string
  floors: string
  year: string
  premises: string
  listHref: string
}
export type BuildingsPage = Frame & { newHref: string; rows: Row[] }
export const renderBuildings = view<BuildingsPage>('listings/buildings/list')

export type BuildingPage = Frame & {
  action: string
  version: string
  seen: string
  reason: string
  historyHref: string
  placeHref: string
  summary: ErrorSummary
  /** Premises that conflict with the refused change. */
  doubts: string[]
  clash: ClashPart | null
  texts: TextRow[]
  groups: { legend: string; controls: Control[] }[]
}
export const renderBuilding = view<BuildingPage>('listings/buildings/building')

export function buildingsPage({ t, locale }: Reader, buildings: BuildingRow[]): BuildingsPage {
  return {
    title: t('building.title'),
    demo: buildings.some(({ demo }) => demo),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('building.title') }],
    newHref: pathTo(locale, '/staff/buildings/new'),
    rows: buildings.map(building => ({
      code: building.code,
      href: pathTo(locale, '/staff/buildings/:code', { code: building.code }),
      name: readText(building.name, locale).text,
      address: readText(building.address, locale).text,
      zone: t(`listing.option.zone.${building.zone}`),
      floors: formatNumber(locale, building.floors),
      year: String(building.yearBuilt),
      premises: formatNumber(locale, building.premises),
      listHref: `${pathTo(locale, '/staff/premises')}?building=${building.code}`,
    })),
  }
}

const decimal = { ask: 'line', decimal: true } as const
const groups: readonly { legend: 'building.group.facts' | 'building.group.place'; asks: FieldDefinition[] }[] = [
  {
    legend: 'building.group.facts',
    asks: [
      { ask: 'choice', name: 'zone', values: zones, words: 'zone' },
      { ask: 'line', name: 'floors', decimal: false },
      { ask: 'line', name: 'yearBuilt', decimal: false },
      { ask: 'choice', name: 'structure', values: structures, words: 'structure' },
    ],
  },
  {
    legend: 'building.group.place',
    asks: [
      { ask: 'line', name: 'latitude', coordinate: true },
      { ask: 'line', name: 'longitude', coordinate: true },
      { ask: 'choice', name: 'position.row', values: streetRows, words: 'row' },
      { ...decimal, name: 'position.offsetM', unit: 'm' },
      { ...decimal, name: 'position.lengthM', unit: 'm' },
      { ...decimal, name: 'position.depthM', unit: 'm' },
    ],
  },
]

type PageState = { failure?: FormFailure; clash?: Clash; doubts?: readonly BuildingDoubt[] }

/** Returns the form of a building. After a clash it is based on the present record, so saving it again is a decision. */
export function buildingPage(context: Reader, building: Building, shown: PageState = {}): BuildingPage {
  const { t } = context
  const { clash } = shown
  const saved = storedValues(building)
  const state: FormState = { t, locale: context.locale, labels: 'building', ...valuesToShow(saved, shown) }
  return {
    ...formPart(context, state, t('building.edit', { code: building.code })),
    demo: building.demo,
    ...openedState(building, saved, shown),
    action: pathTo(context.locale, '/staff/buildings/:code', { code: building.code }),
    historyHref: pathTo(context.locale, '/staff/buildings/:code/versions', { code: building.code }),
    placeHref: pathTo(context.locale, '/staff/buildings/:code/place', { code: building.code }),
    doubts: (shown.doubts ?? []).map(doubt => describeDoubt(t, doubt)),
    clash: clash ? clashPart({ ...context, labels: 'building' }, clash) : null,
  }
}

/** Returns what was typed; after a clash, the changes of both people where they do not conflict. */
function valuesToShow(saved: FormValues, { failure, clash }: PageState): Pick<FormFailure, 'typed' | 'errors'> {
  if (clash) return { typed: mergedValues(clash.mine, clash.merge, clash.now), errors: {} }
  return failure ?? { typed: saved, errors: {} }
}

/** Returns what the form was opened from. A refused form keeps it, and the reason is always kept. */
const openedState = ({ version }: Building, saved: FormValues, { failure, clash }: PageState) => ({
  ...openedIn({ version, saved }, clash ? {} : (failure?.typed ?? {})),
  reason: inputValue(failure?.typed ?? {}, 'reason'),
})

const openedIn = ({ version, saved }: { version: number; saved: FormValues }, input: FormValues) => ({
  version: inputValue(input, 'version') || String(version),
  seen: inputValue(input, 'seen') || marksOf(saved),
})

function formPart({ t, locale }: Reader, state: FormState, title: string) {
  const { texts, groups: controls } = buildingControls(state)
  return {
    title,
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('building.title'), href: pathTo(locale, '/staff/buildings') },
      { label: title },
    ],
    summary: summaryOf(state),
    texts,
    groups: controls,
  }
}

/** Returns the controls of a building. The code is only asked for a new one. */
export function buildingControls(state: FormState): Pick<BuildingPage, 'texts' | 'groups'> & { code: Control } {
  return {
    code: controlOf({ ask: 'line', name: 'code' }, state),
    texts: [textRow('name', 1, state), textRow('address', 2, state)],
    groups: groups.map(({ legend, asks }) => ({
      legend: state.t(legend),
      controls: asks.map(definition => controlOf(definition, state)),
    })),
  }
}
