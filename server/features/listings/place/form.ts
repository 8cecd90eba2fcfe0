import type { Reader } from '#shared/texts/i18n.ts'
import { type ErrorSummary, type FieldErrors, type Typed } from '#web/forms/forms.ts'
import { marksOf, mergedValues } from '#web/forms/merging.ts'
import { view } from '#web/pages/view.ts'
import type { Choice } from '#web/forms/fields.ts'
import type { BuildingDoubt, PlaceDoubt } from '#features/street/placing.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { Clash, ClashPart } from '../form/clash-part.ts'
import { type Ask, type Control, controlOf, type FormState, summaryOf } from '../form/controls.ts'
import { doubtIn } from './doubts.ts'
import { type Opened, typedPlace } from './input.ts'

/** What a page that sets a place on the plan shows, whatever it is that stands there. */
export type PlacePage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  action: string
  hint: string
  back: { label: string; href: string }
  /** What the form was opened from. */
  version: string
  seen: string
  controls: Control[]
  /** Of a building: whether its premises move along; null where there is nothing to ask. */
  along?: Choice[] | null
  summary: ErrorSummary
  /** Stands over doubts that have to be confirmed; null over complaints about fields. */
  summaryTitle: string | null
  clash: ClashPart | null
  /** The doubts have to be confirmed. */
  ask: boolean
  /** Null while the numbers cannot be drawn. */
  plan: string | null
  doubts: string[]
}
export const renderPlace = view<PlacePage>('listings/place')

/** What was typed, since when, and what came of it; nothing was typed yet when the page is opened. */
export type PlaceTrouble = { typed: Typed; opened?: Opened; errors?: FieldErrors; ask?: boolean; clash?: Clash }

type Placing = {
  labels: 'listing' | 'building'
  asks: readonly Ask[]
  version: number
  /** All fields of the record as they are stored. */
  saved: Typed
  clash: ClashPart | null
  /** What the plan looks like with the fields as they are shown, and what is doubtful about it. */
  look(shown: Typed): { plan: string; doubts: readonly (PlaceDoubt | BuildingDoubt)[] } | null
}
type PlaceForm = Pick<
  PlacePage,
  'version' | 'seen' | 'controls' | 'summary' | 'summaryTitle' | 'clash' | 'ask' | 'plan' | 'doubts'
>

/**
 * The form of a place. It stays what it was opened from until it is saved, through looks and questions, so that what a
 * colleague saves meanwhile is noticed; after a clash the person has seen the present record.
 */
export function placeForm({ t, locale }: Reader, placing: Placing, trouble: PlaceTrouble): PlaceForm {
  const { labels, asks, saved, clash } = placing
  const { errors = {}, ask = false } = trouble
  const shown = { ...saved, ...shownIn(trouble) }
  const state: FormState = { t, locale, labels, typed: shown, errors }
  const look = placing.look(shown) ?? { plan: null, doubts: [] }
  const doubts = look.doubts.map(doubt => doubtIn(t, doubt))
  return {
    ...openedFrom(placing, trouble),
    controls: asks.map(one => controlOf(one, state)),
    summary: ask ? toConfirm(doubts) : summaryOf(state),
    summaryTitle: ask ? t('placing.ask') : null,
    clash,
    ask,
    plan: look.plan,
    doubts,
  }
}

/** The box that confirms stands under the plan, out of sight: each doubt leads to it. */
const toConfirm = (doubts: readonly string[]): ErrorSummary => ({
  items: doubts.map(text => ({ href: '#confirmed', text })),
})

/** What was typed; of two people's changes both, where they do not meet. */
const shownIn = ({ typed, clash }: PlaceTrouble): Typed => (clash ? mergedValues(typed, clash.merge, clash.now) : typed)

function openedFrom({ asks, version, saved }: Placing, { opened, clash }: PlaceTrouble): Opened {
  if (opened && !clash) return opened
  const names = asks.map(({ name }) => name)
  return { version: String(version), seen: marksOf(typedPlace(names, saved)) }
}
