import type { Incentive } from '#models/incentives/incentive.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { addDays, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'

/** Number of days before the last day in which "expires soon" is shown. */
const soonDays = 90
/** Days after its last check from which a text is shown as unchecked. */
const uncheckedDays = 180

/** Calendar years after which a source no longer shows what is in force, unless it names the end itself. */
const datedYears = 5

/** States from the gravest to the mildest. Short lists show only the first that applies. */
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
 * Returns everything that a reader must know about an incentive on a day in Suifenhe, the gravest state first; `valid` only
 * by itself. The last day of validity still counts. No state hides an incentive: it is shown with its states.
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

/** Returns the year of a day, month or year. A draft may have no date yet. */
const yearOf = (date: string): number => (date ? Number(date.slice(0, 4)) : Infinity)

/** Returns the day from which readers are told that it has not been checked for long. */
export const checkAgainOn = ({ checkedAt }: Pick<Dated, 'checkedAt'>): CityDay => addDays(checkedAt, uncheckedDays)

/** Returns the one state shown in a short list. */
export const stateOf = (incentive: Dated, day: CityDay): IncentiveState => statesOf(incentive, day)[0] ?? 'valid'

type Publishable = Pick<Incentive, 'title' | 'summary' | 'source' | 'checkedAt' | 'zones'>

/** What publishing requires and a draft may lack, in the order of the form. */
export type Missing = 'no-zone' | 'no-title' | 'no-summary' | 'no-source' | 'no-source-date' | 'no-checked'

/** Returns everything missing before publishing. A text counts as present when it exists in at least one language. */
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

/** Checks that nothing is missing for publishing. The reason is the first missing part. */
export function canPublish(content: Publishable): Verdict<Missing> {
  const [first] = missingOf(content)
  return first ? no(first) : yes
}

/** Checks whether a check can be recorded. Only published content is checked, and only against a named source. */
export function canConfirm(incentive: Publishable & Pick<Incentive, 'status'>): Verdict<Missing | 'not-published'> {
  return incentive.status === 'published' ? canPublish({ ...incentive, checkedAt: 'today' }) : no('not-published')
}

const hasText = (text: LocalisedText): boolean => Boolean(text.ru ?? text.en ?? text.zh)
