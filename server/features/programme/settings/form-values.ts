import type { Locale } from '#shared/texts/i18n.ts'
import { formatFieldDay } from '#shared/days/parse-day.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import {
  daySettingNames,
  moneySettingNames,
  numberSettingNames,
  rateSettingNames,
  singleDaySettingNames,
  textSettingNames,
  type DaySetting,
  type MoneySetting,
  type NumberSetting,
  type ProgrammeSettings,
  type RateSetting,
  type SingleDaySetting,
  type TextSetting,
} from '../rules.ts'

type FormFieldName =
  | NumberSetting
  | MoneySetting
  | RateSetting
  | SingleDaySetting
  | DaySetting
  | TextSetting
  | 'senderName'
  | 'senderAddress'
  | 'officeAddress'
  | 'whoMayApply'
export type PostedSettings = Record<FormFieldName, string> & { citizenships: string[] }

/** Returns the settings as the form has them: every field by name, as typed in a language. */
export function toPostedSettings(settings: ProgrammeSettings, locale: Locale): PostedSettings {
  const { citizenships, senderName, senderAddress, officeAddress } = settings
  return {
    ...byName(numberSettingNames, name => String(settings[name])),
    ...byName(moneySettingNames, name => yuanField(locale, settings[name])),
    ...byName(rateSettingNames, name => rateField(locale, settings[name])),
    ...byName(singleDaySettingNames, name => formatFieldDay(locale, settings[name])),
    ...byName(daySettingNames, name => settings[name].join('\n')),
    whoMayApply: citizenships === 'any' ? 'any' : 'listed',
    citizenships: citizenships === 'any' ? [] : [...citizenships],
    senderName,
    senderAddress,
    officeAddress,
    ...byName(textSettingNames, name => settings[name]),
  }
}

const byName = <Name extends string>(names: readonly Name[], valueOf: (name: Name) => string) =>
  Object.fromEntries(names.map(name => [name, valueOf(name)])) as Record<Name, string>

/** Returns the price of one yuan, with at most four decimals: `11,2`. */
const rateField = (locale: Locale, perTenThousandYuan: number | null): string =>
  perTenThousandYuan === null ? '' : formatFieldNumber(locale, String(perTenThousandYuan / 10_000))

/** Returns an amount in yuan as a form has it: `6` or `6,50`, without a currency sign. */
const yuanField = (locale: Locale, fen: number): string =>
  formatFieldNumber(locale, fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))
