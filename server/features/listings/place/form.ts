import type { Reader } from '#shared/texts/i18n.ts'
import { type ErrorSummary, type FieldErrors, type FormValues } from '#web/forms/forms.ts'
import { marksOf, mergedValues } from '#web/forms/edit-merge.ts'
import { view } from '#web/pages/view.ts'
import type { Choice } from '#web/forms/fields.ts'
import type { BuildingDoubt, PlaceDoubt } from '#features/street/placing.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { Clash, ClashPart } from '../form/clash-part.ts'
import { type FieldDefinition, type Control, controlOf, type FormState, summaryOf } from '../form/controls.ts'
import { describeDoubt } from './doubts.ts'
import { type OpenedState, readPlaceInput } from './input.ts'

/** Model of a page that sets a place on the plan, for premises and buildings. */
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
  /** For a building: whether its premises move along; null when it has none. */
  along?: Choice[] | null
  summary: ErrorSummary
  /** Heading of the summary when doubts must be confirmed; null when it lists errors of fields. */
  summaryTitle: string | null
  clash: ClashPart | null
  /** True when the doubts must be confirmed. */
  ask: boolean
  /** Null while the numbers cannot be drawn. */
  plan: string | null
  doubts: string[]
}
export const renderPlace = view<PlacePage>('listings/place')

/** What was typed, what the form was opened from, and the result. Nothing is typed yet when the page is opened. */
export type PlaceTrouble = {
  typed: FormValues
  opened?: OpenedState
  errors?: FieldErrors
  ask?: boolean
  clash?: Clash
}

type PlaceFormOptions = {
  labels: 'listing' | 'building'
  asks: readonly FieldDefinition[]
  version: number
  /** All stored fields of the record. */
  saved: FormValues
  clash: ClashPart | null
  /** Returns the plan for the shown fields, and the doubts about it. */
  look(shown: FormValues): { plan: string; doubts: readonly (PlaceDoubt | BuildingDoubt)[] } | null
}
type PlaceForm = Pick<
  PlacePage,
  'version' | 'seen' | 'controls' | 'summary' | 'summaryTitle' | 'clash' | 'ask' | 'plan' | 'doubts'
>

/**
 * Returns the form of a place. It keeps what it was opened from until it is saved, through previews and questions, so that
 * changes saved meanwhile by a colleague are noticed. After a clash it is based on the present record.
 */
export function placeForm({ t, locale }: Reader, placing: PlaceFormOptions, trouble: PlaceTrouble): PlaceForm {
  const { labels, asks, saved, clash } = placing
  const { errors = {}, ask = false } = trouble
  const shown = { ...saved, ...valuesToShow(trouble) }
  const state: FormState = { t, locale, labels, typed: shown, errors }
  const look = placing.look(shown) ?? { plan: null, doubts: [] }
  const doubts = look.doubts.map(doubt => describeDoubt(t, doubt))
  return {
    ...openedState(placing, trouble),
    controls: asks.map(one => controlOf(one, state)),
    summary: ask ? confirmationSummary(doubts) : summaryOf(state),
    summaryTitle: ask ? t('placing.ask') : null,
    clash,
    ask,
    plan: look.plan,
    doubts,
  }
}

/** Returns the doubts as links to the confirmation box, which stands under the plan and out of sight. */
const confirmationSummary = (doubts: readonly string[]): ErrorSummary => ({
  items: doubts.map(text => ({ href: '#confirmed', text })),
})

/** Returns what was typed; after a clash, the changes of both people where they do not conflict. */
const valuesToShow = ({ typed, clash }: PlaceTrouble): FormValues =>
  clash ? mergedValues(typed, clash.merge, clash.now) : typed

function openedState({ asks, version, saved }: PlaceFormOptions, { opened, clash }: PlaceTrouble): OpenedState {
  if (opened && !clash) return opened
  const names = asks.map(({ name }) => name)
  return { version: String(version), seen: marksOf(readPlaceInput(names, saved)) }
}
