import type { AccountRole } from '#models/accounts/account.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { addDays, type CityDay } from './days/city-day.ts'
import type { MessageKey } from './texts/i18n.ts'

/** How soon something has to be done: by today, within seven days, or later. */
export const bands = ['today', 'week', 'later'] as const
export type Band = (typeof bands)[number]

/** The colleague whose work is listed. */
export type Colleague = {
  id: string
  role: AccountRole
  /** Codes of the buildings they are limited to; empty for the whole street. */
  buildings: readonly string[]
  /** Id of the colleague who covers for this absent one: what that colleague must not see is left out (ADR 125). */
  coveredBy?: string
}

/** Returns the colleague whose rights count: whoever covers reads with their own rights (ADR 125). */
export const effectiveColleague = (colleague: Colleague): Colleague => ({
  ...colleague,
  id: colleague.coveredBy ?? colleague.id,
})

/** Range of due days, both included, open where undefined; `undated` includes work without a day. */
export type Span = { from?: CityDay; to?: CityDay; undated: boolean }

/** A text that somebody was told in their language, with its Chinese version for the office if there is one. */
type TextWithChinese = { text: string; textZh?: string | null }

/**
 * A sentence by its key, with the values of its gaps. Days, and texts that somebody was told, are shown in the reader's
 * language.
 */
export type Sentence = { key: MessageKey; gaps?: Record<string, string | number | { day: CityDay } | TextWithChinese> }

export type WorkItem = {
  /** Reference, code or name of the item. */
  about: string | LocalisedText
  /** Who or what else it concerns, as in the staff's lists; empty for nothing. */
  more: string
  step: Sentence
  /** Further steps that wait there, each with its own due day if it has one. */
  also?: readonly { step: Sentence; dueOn: CityDay | null }[]
  /** Due day; null when none is set. */
  dueOn: CityDay | null
  /** Due instant, where the whole day does not count. */
  at?: Date | undefined
  /** Path of the page on which it is done, below `/:l/staff`. */
  path: string
}

/** One kind of work, as its slice provides it. */
export type WorkSource = {
  /** Its name in addresses. */
  kind: string
  heading: MessageKey
  /** Roles for which it waits. */
  roles: readonly AccountRole[]
  /** Roles in which it is assigned to one colleague: whoever covers for them sees it too. */
  own?: readonly AccountRole[]
  /** Bands that are queried. Work with a day belongs to the band of its day. */
  bands: readonly Band[]
  /** Band for work without a day. */
  undated?: Band
  /** Number of days ahead at which the last band ends; no end by default. */
  horizon?: number
  /** Returns items, the first due first. */
  list(colleague: Colleague, span: Span, part: { skip: number; limit: number }): Promise<WorkItem[]>
  /** Returns the number of items, exact below `maxCounted`. */
  count(colleague: Colleague, span: Span): Promise<number>
}

/** Counting stops at this number: it is for people. */
export const maxCounted = 1_000

/** Length of the desk's week: today and the six days after it. */
const weekDays = 7

type SourceBands = Pick<WorkSource, 'bands' | 'undated' | 'horizon'>

/** Returns the span that a band of a source covers on a day; without a band, the span of all its bands. */
export function spanOf(source: SourceBands, today: CityDay, band?: Band): Span {
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

function endOf({ horizon }: SourceBands, today: CityDay, band: Band | undefined): Pick<Span, 'to'> {
  if (band === 'today') return { to: today }
  if (band === 'week') return { to: endOfWeek(today) }
  return horizon === undefined ? {} : { to: addDays(today, horizon) }
}
