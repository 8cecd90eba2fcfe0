import { pathTo } from '#server/paths.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { currencies, freshDays, formatOneYuan, type MoneyReader, type Rate } from '#shared/money/currencies.ts'
import { siteSettings, type SiteSettings } from '#shared/site-settings.ts'
import { formatDay } from '#shared/texts/format.ts'

type Option = { value: string; sign: string; label: string; current: boolean }
/**
 * The currency switch beside amounts. `note` gives the rate, its day and how approximate amounts are; `old` warns of an
 * outdated rate. Both are empty when amounts are in yuan only.
 */
export type CurrencySwitch = { action: string; next: string; options: Option[]; note: string; old: string }

const signs = { CNY: '¥', RUB: '≈\u00a0₽', USD: '≈\u00a0$' } as const

/** Returns null while the staff have set no rate. `next` is the page on which the switch is shown. */
export function currencySwitch(
  { t, locale, rate }: MoneyReader,
  next: string,
  { rates }: Pick<SiteSettings, 'rates'> = siteSettings(),
): CurrencySwitch | null {
  if (!rates) return null
  const offered = currencies.filter(one => one === 'CNY' || rates[one] !== null)
  return {
    action: pathTo(locale, '/currency'),
    next,
    options: offered.map(value => ({
      value,
      sign: signs[value],
      label: t(`currency.${value}`),
      current: value === (rate?.currency ?? 'CNY'),
    })),
    note: rate ? noteOf({ t, locale }, rate) : '',
    old: rate?.old ? t('currency.old', { days: freshDays }) : '',
  }
}

function noteOf({ t, locale }: Omit<MoneyReader, 'rate'>, rate: Rate): string {
  const day = formatDay(locale, startOfCityDay(rate.day))
  return t(rate.invented ? 'currency.note.invented' : 'currency.note', { day, amount: formatOneYuan(locale, rate) })
}
