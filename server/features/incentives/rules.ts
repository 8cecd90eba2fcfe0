import type { Incentive } from '#models/incentives/incentive.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { addDays, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/** "Expires soon" begins so many days before the last day. */
const soonDays = 90
/** A text that nobody has held against its source for so long is shown as unchecked. */
const uncheckedDays = 180

/** A source of so many calendar years ago no longer says what is in force, unless it names the end itself. */
const datedYears = 5

/** From the gravest to the calmest: the first one names the incentive in a short list. */
export const incentiveStates = [
  'expired',
  'upcoming',
  'expires_soon',
  'unchecked',
  'dated',
  'unconfirmed',
  'valid',
] as const
export type IncentiveState = (typeof incentiveStates)[number]

type Dated = Pick<Incentive, 'validFrom' | 'expiresOn' | 'checkedAt' | 'confirmed'> & {
  source: Pick<Incentive['source'], 'date'>
}

/**
 * Everything a reader must know about an incentive on a day in the city, gravest first; `valid` only by itself.
 * The last day of validity still counts. Nothing here hides an incentive: it is shown, and says what it is.
 */
export function statesOf(
  { validFrom, expiresOn, checkedAt, confirmed, source }: Dated,
  day: CityDay,
): IncentiveState[] {
  const daysLeft = expiresOn ? daysBetween(day, expiresOn) : Infinity
  const holds: Record<IncentiveState, boolean> = {
    expired: daysLeft < 0,
    upcoming: validFrom ? daysBetween(day, validFrom) > 0 : false,
    expires_soon: daysLeft >= 0 && daysLeft <= soonDays,
    unchecked: daysBetween(checkedAt, day) >= uncheckedDays,
    dated: !expiresOn && yearOf(day) - yearOf(source.date) >= datedYears,
    unconfirmed: !confirmed,
    valid: false,
  }
  const found = incentiveStates.filter(state => holds[state])
  return found.length > 0 ? found : ['valid']
}

/** Of a day, a month or a year; a draft may have none yet. */
const yearOf = (date: string): number => (date ? Number(date.slice(0, 4)) : Infinity)

/** The day from which readers are told that nobody has checked it for long. */
export const checkAgainOn = ({ checkedAt }: Pick<Dated, 'checkedAt'>): CityDay => addDays(checkedAt, uncheckedDays)

/** The one word for a short list. */
export const stateOf = (incentive: Dated, day: CityDay): IncentiveState => statesOf(incentive, day)[0] ?? 'valid'

type Publishable = Pick<Incentive, 'title' | 'summary' | 'source' | 'checkedAt' | 'zones'>

/** What publishing needs and a draft may lack, in the order of the form. */
export type Missing = 'no-zone' | 'no-title' | 'no-summary' | 'no-source' | 'no-source-date' | 'no-checked'

/** All that must still be written before readers may see it; a text is there when it is in at least one language. */
export function missingOf({ title, summary, source, checkedAt, zones }: Publishable): Missing[] {
  const there: Record<Missing, boolean> = {
    'no-zone': zones.length > 0,
    'no-title': hasText(title),
    'no-summary': hasText(summary),
    'no-source': hasText(source.name),
    'no-source-date': source.date !== '',
    'no-checked': checkedAt !== '',
  }
  return (Object.keys(there) as Missing[]).filter(reason => !there[reason])
}

/** Nothing is published while something is missing; the reason is the first of it. */
export function canPublish(content: Publishable): Verdict<Missing> {
  const [first] = missingOf(content)
  return first ? no(first) : yes
}

/** Only what readers see is held against its source again, and only against a source that is named. */
export function canConfirm(incentive: Publishable & Pick<Incentive, 'status'>): Verdict<Missing | 'not-published'> {
  return incentive.status === 'published' ? canPublish({ ...incentive, checkedAt: 'today' }) : no('not-published')
}

const hasText = (text: LocalisedText): boolean => Boolean(text.ru ?? text.en ?? text.zh)
