import type { Response } from 'express'
import type { ApplicationState } from '#models/cases/application.ts'
import { daysBetween, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Locale, MessageKey, Translate, Reader } from '#shared/texts/i18n.ts'
import { accountOf } from '#web/access/access.ts'
import type { SessionAccount } from '#web/locals.ts'
import { isLate } from '../status/due.ts'
import { vehicles } from '../answers/fields.ts'
import { officeDays, turnNow, type OfficeTimeFacts } from '../status/stage.ts'

/** Reader of a page of the staff. */
export type DeskReader = Reader & { account: SessionAccount }

export const readerAt = (res: Response): DeskReader => ({
  t: res.locals.t,
  locale: res.locals.locale,
  account: accountOf(res),
})

type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'held' | 'paused'
const tones: Partial<Record<ApplicationState, Tone>> = {
  information_requested: 'warn',
  decision: 'warn',
  offered: 'held',
  accepted: 'good',
  contracted: 'good',
  ineligible: 'bad',
  rejected: 'bad',
  conditions_not_met: 'bad',
  withdrawn: 'paused',
  declined: 'paused',
  offer_expired: 'paused',
  lapsed: 'paused',
}

/** Returns the label of a state, with the same word and tone everywhere at the desk. */
export const stateLabel = (t: Translate, state: ApplicationState): { tone: Tone; label: string } => ({
  tone: tones[state] ?? 'calm',
  label: t(`application.state.${state}`),
})

const premisesTones: Record<string, string> = { available: 'available', held: 'held', let: 'let' }

/** Returns the status of a premises for the staff. `ours`: the shown case has it, until its tenancy is over. */
export function premisesStatus(
  t: Translate,
  status: string | undefined,
  ours = false,
): { tone: string; label: string } {
  const statusKey = status ? (`case.premises.${status}` as MessageKey) : 'case.premises.unknown'
  const oursInWords = status === 'let' ? 'case.premises.ours.let' : 'case.premises.ours'
  return { tone: premisesTones[status ?? ''] ?? 'paused', label: t(ours ? oursInWords : statusKey) }
}

export const dayInWords = (locale: Locale, day: CityDay): string => formatDay(locale, endOfCityDay(day))

/** Returns the short name of a vehicle, for tables; a dash when the value is no vehicle. */
export const vehicleInWords = (t: Translate, value: unknown): string => {
  const vehicle = vehicles.find(known => known === value)
  return vehicle ? t(`case.vehicle.${vehicle}`) : '—'
}

/** Returns how long a case has been with the office, without the applicant's time; a dash for a case that is at rest. */
export function waitingInWords(t: Translate, counted: OfficeTimeFacts, today: CityDay): string {
  const count = officeDays(counted, today)
  if (count === null) return '—'
  const days = t('case.days', { count })
  return turnNow(counted) === 'applicant' ? t('request.paused', { day: days }) : days
}

/** Returns the day on which the office's work is due, and whether that is today or past. */
export function dueInWords({ t, locale }: Pick<DeskReader, 't' | 'locale'>, dueOn: CityDay, today: CityDay): string {
  const day = dayInWords(locale, dueOn)
  if (isLate(dueOn, today)) return `${day}${dot}${t('work.due.late', { count: daysBetween(dueOn, today) })}`
  return dueOn === today ? `${day}${dot}${t('work.due.today')}` : day
}
