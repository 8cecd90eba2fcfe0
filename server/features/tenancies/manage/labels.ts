import type { TenancyState } from '#models/tenancies/tenancy.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatShortDay } from '#shared/texts/format.ts'
import type { Locale, Translate } from '#shared/texts/i18n.ts'

export { dayInWords, type TenancyReader } from '../texts/tenancy-text.ts'

type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'paused' | 'let'
const tones: Record<TenancyState, Tone> = {
  handover: 'calm',
  fit_out: 'calm',
  trading: 'good',
  expiring: 'warn',
  renewed: 'good',
  converted_to_paid: 'good',
  notice: 'warn',
  breach_cure: 'bad',
  suspended: 'paused',
  vacated: 'let',
  terminated: 'bad',
}

export const stateLabel = (t: Translate, state: TenancyState): { tone: Tone; label: string } => ({
  tone: tones[state],
  label: t(`tenancy.state.${state}`),
})

export const shortDay = (locale: Locale, day: CityDay): string => formatShortDay(locale, startOfCityDay(day))
