import type { AccountRole } from '#models/accounts/account.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { addDays, type CityDay } from './days/city-day.ts'
import type { MessageKey } from './texts/i18n.ts'

/** How soon something waits to be done: by today, within seven days, or after that. */
export const bands = ['today', 'week', 'later'] as const
export type Band = (typeof bands)[number]

/** The colleague who asks what there is to do. */
export type Colleague = {
  id: string
  role: AccountRole
  /** Codes of the buildings they are limited to; empty for the whole street. */
  buildings: readonly string[]
  /** Who asks what waits for this colleague, who is away: what they must not see is left out (ADR 125). */
  coveredBy?: string
}

/** Whose rights count: whoever covers sees with their own (ADR 125). */
export const readerOf = (colleague: Colleague): Colleague => ({ ...colleague, id: colleague.coveredBy ?? colleague.id })

/** Days by which work is due, both included, open where absent; `undated` takes in what has no day. */
export type Span = { from?: CityDay; to?: CityDay; undated: boolean }

/** What was told somebody in their language, with its Chinese text for the office where there is one. */
type Told = { text: string; textZh?: string | null }

/** A sentence by its key, with what fills its gaps. A day, and what was told, are written in the reader's language. */
export type Sentence = { key: MessageKey; gaps?: Record<string, string | number | { day: CityDay } | Told> }

/** One thing to do. */
export type WorkItem = {
  /** A reference or a code, or what it is called. */
  about: string | LocalisedText
  /** Whom or what it concerns besides, as the staff's lists name it; empty for nothing. */
  more: string
  /** The next step. */
  step: Sentence
  /** What else waits there, each by its own day where it has one. */
  also?: readonly { step: Sentence; dueOn: CityDay | null }[]
  /** By when; null when nobody has set a day. */
  dueOn: CityDay | null
  /** The moment, where it is not the whole day that counts. */
  at?: Date | undefined
  /** Where it is done, below `/:l/staff`. */
  path: string
}

/** One kind of work, as the slice that knows of it tells it. */
export type WorkSource = {
  /** Its name in addresses. */
  kind: string
  heading: MessageKey
  /** Whom it waits for. */
  roles: readonly AccountRole[]
  /** In which of these roles it is in one colleague's own hands: whoever covers for them is shown it, too. */
  own?: readonly AccountRole[]
  /** The bands it is asked for. What has a day stands in the band of its day. */
  bands: readonly Band[]
  /** Where that stands that has no day. */
  undated?: Band
  /** Days ahead at which the last band ends; endless unless said. */
  horizon?: number
  /** The first due first. */
  list(colleague: Colleague, span: Span, part: { skip: number; limit: number }): Promise<WorkItem[]>
  /** Exact up to `mostCounted`. */
  count(colleague: Colleague, span: Span): Promise<number>
}

/** More than so many less one are not counted: the number is for people. */
export const mostCounted = 1_000

/** The week of the desk: today and the six days after it. */
const weekDays = 7

type Asked = Pick<WorkSource, 'bands' | 'undated' | 'horizon'>

/** What a band of a source asks for on a day; without a band, all that it asks for. */
export function spanOf(source: Asked, today: CityDay, band?: Band): Span {
  const { undated } = source
  return {
    ...(band ? beginOf(band, today) : {}),
    ...endOf(source, today, band ?? source.bands.at(-1)),
    undated: undated !== undefined && (band ?? undated) === undated,
  }
}

const endOfWeek = (today: CityDay): CityDay => addDays(today, weekDays - 1)

function beginOf(band: Band, today: CityDay): Pick<Span, 'from'> {
  if (band === 'today') return {}
  return { from: addDays(band === 'week' ? today : endOfWeek(today), 1) }
}

function endOf({ horizon }: Asked, today: CityDay, band: Band | undefined): Pick<Span, 'to'> {
  if (band === 'today') return { to: today }
  if (band === 'week') return { to: endOfWeek(today) }
  return horizon === undefined ? {} : { to: addDays(today, horizon) }
}
