import type { Tenancy, TenancyState } from '#models/tenancies/tenancy.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatShortDay } from '#shared/texts/format.ts'
import type { Locale, Translate } from '#shared/texts/i18n.ts'

import { isBeingTerminated } from '../states.ts'
import { stateInWords } from '../texts/tenancy-text.ts'

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

export const stateLabel = (
  t: Translate,
  tenancy: Pick<Tenancy, 'state' | 'termination'>,
): { tone: Tone; label: string } => ({
  tone: isBeingTerminated(tenancy) ? 'bad' : tones[tenancy.state],
  label: stateInWords(t, tenancy),
})

export const shortDay = (locale: Locale, day: CityDay): string => formatShortDay(locale, startOfCityDay(day))
