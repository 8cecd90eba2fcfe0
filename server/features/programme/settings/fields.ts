import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { freshDays, isOldRate } from '#shared/money/currencies.ts'
import { formatDay, formatMoney } from '#shared/texts/format.ts'
import { isMessageKey, type MessageKey, type Reader } from '#shared/texts/i18n.ts'
import { type FormFailure, inputValue } from '#web/forms/forms.ts'
import { announcedHolidays } from '../holidays.ts'
import {
  daySettingNames,
  moneySettingNames,
  moneySettings,
  numberSettingNames,
  numberSettings,
  ratesOf,
  rateSettingNames,
  rateSettings,
  rentFreeDocumentNames,
  singleDaySettingNames,
  textSettings,
  type DaySetting,
  type MoneySetting,
  type NumberSetting,
  type ProgrammeSettings,
  type RateSetting,
  type SingleDaySetting,
  type TextSetting,
} from '../rules.ts'
import { toPostedSettings } from './form-values.ts'

type AddressSetting = 'senderName' | 'senderAddress' | 'officeAddress'
type FieldName =
  | NumberSetting
  | MoneySetting
  | RateSetting
  | SingleDaySetting
  | DaySetting
  | TextSetting
  | AddressSetting

export type SettingField = {
  name: string
  label: string
  hint: string
  value: string
  error: string | null
  suffix: string
  inputmode: string
  maxlength: string
  /** Number of lines; 0 for a single-line field. */
  rows: number
  optional: boolean
  /** Text with the default value, when another one is set; else null. */
  changed: string | null
}
/** `close`: shows three short fields in a row. `warning`: what needs attention. */
export type SettingGroup = {
  id: string
  title: string
  about: string
  close: boolean
  warning: string | null
  fields: SettingField[]
}

/** `mailFrom`, `office`: addresses of the installation, used until they are set. */
export type SettingsView = { settings: ProgrammeSettings; mailFrom: string; office: string; today: CityDay }

/** Settings used by the tenancies slice: days of reminders of obligations, and days of appeal by ground. */
const tenancySettings = numberSettingNames.filter(
  name => /^dutyReminder|^appeal.+Days$/.test(name) && name !== 'appealDays',
)

type Group = { id: string; title: MessageKey; about?: MessageKey; close?: boolean; names: readonly FieldName[] }

/** Groups in the order of the page. Settings that change often come before those set once. */
const groups: readonly Group[] = [
  {
    id: 'deadlines',
    title: 'programme.deadlines',
    names: [
      ...(['offerDays', 'answerDays', 'intakeDays', 'decisionDays', 'draftDays'] as const),
      ...(['publicNoticeDays', 'appealDays', 'waitingMonths'] as const),
    ],
  },
  { id: 'holidays', title: 'programme.holidays', about: 'programme.holidays.about', names: daySettingNames },
  { id: 'rent', title: 'programme.rent', names: ['rentFreeMonths'] },
  {
    id: 'rent-document',
    title: 'programme.rent-document',
    about: 'programme.rent-document.about',
    close: true,
    names: [...rentFreeDocumentNames, 'rentFreeDocumentDay', 'rentFreeDocumentMonths'],
  },
  {
    id: 'tenancies',
    title: 'programme.tenancies',
    about: 'programme.tenancies.about',
    close: true,
    names: tenancySettings,
  },
  { id: 'utilities', title: 'programme.utilities', about: 'programme.utilities.about', names: moneySettingNames },
  {
    id: 'currency',
    title: 'programme.currency',
    about: 'programme.currency.about',
    close: true,
    names: [...rateSettingNames, 'ratesDay'],
  },
  { id: 'citizenships', title: 'programme.citizenships', names: [] },
  {
    id: 'brand',
    close: true,
    title: 'programme.brand',
    about: 'programme.brand.about',
    names: ['siteNameRu', 'siteNameEn', 'siteNameZh', 'contactRu', 'contactEn', 'contactZh'],
  },
  { id: 'letters', title: 'programme.letters', names: ['senderName', 'senderAddress', 'officeAddress'] },
  {
    id: 'retention',
    title: 'programme.retention',
    about: 'programme.retention.about',
    names: [
      'keepDocumentsMonths',
      'keepCasesMonths',
      'keepTenanciesMonths',
      'keepLettersMonths',
      'keepEnquiriesMonths',
    ],
  },
  {
    id: 'limits',
    title: 'programme.limits',
    about: 'programme.limits.about',
    names: ['paperMegabytes', 'applicationFiles', 'applicationMegabytes', 'enquiriesHourly', 'staffIdleMinutes'],
  },
]

const suffixOf: Partial<Record<NumberSetting, MessageKey>> = {
  answerDays: 'programme.working-days',
  intakeDays: 'programme.working-days',
  decisionDays: 'programme.working-days',
  paperMegabytes: 'programme.megabytes',
  applicationMegabytes: 'programme.megabytes',
  applicationFiles: 'programme.files',
  enquiriesHourly: 'programme.an-hour',
  staffIdleMinutes: 'programme.minutes',
}

/** Returns all input fields by group. A refused form shows what was typed. */
export function settingGroups(reader: Reader, shown: SettingsView, form: FormFailure | undefined): SettingGroup[] {
  const { t, locale } = reader
  const stored = toPostedSettings(shown.settings, locale)
  const fieldOf = (name: FieldName): SettingField => {
    const error = form?.errors[name]
    return {
      name,
      label: t(`programme.${name}`),
      ...attributesOf(reader, name, shown),
      value: form ? inputValue(form.typed, name) : stored[name],
      error: error ? t(error) : null,
      changed: describeDefault(reader, name, shown.settings),
    }
  }
  return groups.map(({ id, title, about, close = false, names }) => ({
    id,
    title: t(title),
    about: about ? t(about) : '',
    close,
    warning: warnings[id]?.(reader, shown) ?? null,
    fields: names.map(fieldOf),
  }))
}

const warnings: Partial<Record<string, (reader: Reader, shown: SettingsView) => string | null>> = {
  currency: oldRatesWarning,
  'rent-document': unconfirmedRentWarning,
}

/** Returns a warning while a document is set that grants another number of months than the pages name; else null. */
function unconfirmedRentWarning({ t }: Reader, { settings }: SettingsView): string | null {
  const { rentFreeDocumentDay, rentFreeDocumentMonths: granted, rentFreeMonths: months } = settings
  return rentFreeDocumentDay && granted !== months ? t('programme.rent-document.differs', { granted, months }) : null
}

/** Returns a warning when the rates are older than they may be; else null. */
function oldRatesWarning({ t, locale }: Reader, { settings, today }: SettingsView): string | null {
  const rates = ratesOf(settings)
  if (!rates || !isOldRate(rates.day, today)) return null
  return t('programme.currency.old', { day: formatDay(locale, startOfCityDay(rates.day)), days: freshDays })
}

type FieldAttributes = Pick<SettingField, 'hint' | 'suffix' | 'inputmode' | 'maxlength' | 'rows' | 'optional'>

function attributesOf({ t }: Reader, name: FieldName, { mailFrom, office }: SettingsView): FieldAttributes {
  const plain = { suffix: '', inputmode: '', maxlength: '254', rows: 0, optional: true }
  if (isNumber(name)) {
    const key = `programme.${name}.hint`
    const { min, max } = numberSettings[name]
    const hint = t(isMessageKey(key) ? key : 'programme.tenancies.hint', { min, max })
    const suffix = t(suffixOf[name] ?? (name.endsWith('Months') ? 'programme.months' : 'programme.days'))
    return { hint, suffix, inputmode: 'numeric', maxlength: '6', rows: 0, optional: false }
  }
  if (isMoney(name)) {
    const hint = t(`programme.${name}.hint`, { max: moneySettings[name].maxFen / 100 })
    return {
      hint,
      suffix: t('programme.yuan-per-sqm'),
      inputmode: 'decimal',
      maxlength: '10',
      rows: 0,
      optional: false,
    }
  }
  if (isRate(name)) {
    const hint = t(`programme.${name}.hint`)
    return { ...plain, hint, suffix: rateSettings[name].currency, inputmode: 'decimal', maxlength: '12' }
  }
  if (isSingleDay(name)) return { ...plain, hint: t(`programme.${name}.hint`), maxlength: '60' }
  if (isDays(name)) return { ...plain, hint: t(`programme.${name}.hint`), maxlength: '', rows: 8, optional: false }
  if (isText(name)) {
    const { max, lines } = textSettings[name]
    return { ...plain, hint: '', maxlength: lines === 1 ? String(max) : '', rows: lines === 1 ? 0 : lines }
  }
  return { ...plain, hint: t(`programme.${name}.hint`, { from: mailFrom, office }) }
}

const isNumber = (name: FieldName): name is NumberSetting => name in numberSettings
const isMoney = (name: FieldName): name is MoneySetting => name in moneySettings
const isRate = (name: FieldName): name is RateSetting => name in rateSettings
const isDays = (name: FieldName): name is DaySetting => daySettingNames.some(days => days === name)
const isSingleDay = (name: FieldName): name is SingleDaySetting => singleDaySettingNames.some(day => day === name)
const isText = (name: FieldName): name is TextSetting => name in textSettings

function describeDefault({ t, locale }: Reader, name: FieldName, settings: ProgrammeSettings): string | null {
  if (isNumber(name)) {
    const { initially } = numberSettings[name]
    return settings[name] === initially ? null : t('programme.default.is', { value: initially })
  }
  if (isMoney(name)) {
    const { initially } = moneySettings[name]
    return settings[name] === initially ? null : t('programme.default.is', { value: formatMoney(locale, initially) })
  }
  if (isDays(name)) {
    const { length } = announcedHolidays[name]
    const isSame = settings[name].join() === announcedHolidays[name].join()
    return isSame ? null : t('programme.default.days', { count: length })
  }
  return settings[name] === '' || settings[name] === null ? null : t('programme.default.none')
}
