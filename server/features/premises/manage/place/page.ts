import type { Premises } from '../../../../../models/premises.ts'
import { planDepths, streetRows } from '../../../../../models/parts/premises-vocabulary.ts'
import type { Locale, Translate } from '../../../../shared/i18n.ts'
import { errorSummary, type ErrorSummary, type FieldErrors, type Typed } from '../../../../web/forms.ts'
import { marksOf } from '../../../../web/merging.ts'
import { view } from '../../../../web/view.ts'
import { streetPlan } from '../../drawing/street-plan.ts'
import { valuesOf } from '../../fields/values.ts'
import type { PlaceAround } from '../../place-around.ts'
import { placeDoubts, type Placed, type PlaceDoubt } from '../../placing.ts'
import { doubtSentence } from './doubts.ts'
import { type Ask, type Control, controlOf, type FormState, labelsOf } from '../controls.ts'
import { placeOf } from './input.ts'

export type PlacePage = {
  title: string
  wide: true
  demo: boolean
  breadcrumb: { label: string; href?: string }[]
  action: string
  back: string
  version: string
  seen: string
  controls: Control[]
  summary: ErrorSummary
  stale: boolean
  /** The doubts have to be confirmed. */
  ask: boolean
  /** Null while the numbers cannot be drawn. */
  plan: string | null
  doubts: string[]
}
export const renderPlace = view<PlacePage>('premises/manage/place')

type Context = { t: Translate; locale: Locale }
type Asked = {
  premises: Premises
  around: PlaceAround
  typed: Typed
  errors?: FieldErrors
  ask?: boolean
  stale?: boolean
}

const decimal = { ask: 'line', decimal: true, unit: 'm' } as const
const asks: Ask[] = [
  { ask: 'line', name: 'floor', decimal: false },
  { ask: 'choice', name: 'position.row', values: streetRows, words: 'row' },
  { ...decimal, name: 'position.offsetM' },
  { ...decimal, name: 'position.widthM' },
  { ask: 'choice', name: 'position.depth', values: planDepths, words: 'depth' },
]

/** Where a premises stands: the fields, and what the plan looks like with them. */
export function placePage({ t, locale }: Context, asked: Asked): PlacePage {
  const { premises, around, typed, errors = {}, ask = false, stale = false } = asked
  const saved = valuesOf(premises)
  const state: FormState = { t, labels: 'listing', typed: { ...saved, ...typed }, errors }
  const base = `/${locale}/staff/premises`
  const unit = placeOf({ ...saved, ...typed })
  return {
    title: t('placing.title', { code: premises.code }),
    wide: true,
    demo: premises.demo,
    breadcrumb: [
      { label: t('listing.title'), href: base },
      { label: premises.code, href: `${base}/${premises.code}` },
      { label: t('placing.heading') },
    ],
    action: `${base}/${premises.code}/place`,
    back: `${base}/${premises.code}`,
    version: String(premises.version),
    seen: marksOf(saved),
    controls: asks.map(one => controlOf(one, state)),
    summary: errorSummary(t, errors, labelsOf(state)),
    ask,
    stale,
    plan: unit && drawn({ t, locale }, { ...premises, ...unit }, around),
    doubts: unit
      ? placeDoubts({ ...premises, ...unit }, around.house, around.units).map(doubt => doubtIn(t, doubt))
      : [],
  }
}

function doubtIn(t: Translate, doubt: PlaceDoubt): string {
  const { key, gaps } = doubtSentence(doubt)
  return t(key, gaps)
}

/** How much of the street is seen on both sides of the building. */
const besideM = 8

/** The floor of the building with the unit where it was said to be, and its neighbours dimmed. */
function drawn({ t, locale }: Context, unit: Placed & Pick<Premises, 'status'>, { house, units }: PlaceAround): string {
  const { row, offsetM, lengthM } = house.position
  const others = units.filter(({ code }) => code !== unit.code)
  const ends = [offsetM, offsetM + lengthM, unit.position.offsetM, unit.position.offsetM + unit.position.widthM]
  return streetPlan({
    label: t('placing.plan', { code: unit.code, floor: unit.floor, building: house.code }),
    buildings: [{ code: house.code, floors: house.floors, row, offsetM, lengthM }],
    units: [...others, unit].map(({ code, floor, status, position }) => ({
      ...{ code, floor, status, ...position },
      href: `/${locale}/staff/premises/${code}`,
      label: `${code} · ${t('premises.floor', { floor })} · ${t(`premises.status.${status}`)}`,
    })),
    crowded: false,
    floor: unit.floor,
    here: unit.code,
    lit: ({ code }) => code === unit.code,
    window: { fromM: Math.min(...ends) - besideM, toM: Math.max(...ends) + besideM },
  })
}
