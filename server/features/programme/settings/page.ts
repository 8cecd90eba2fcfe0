import { countries, countryName } from '../../../shared/countries.ts'
import { formatInstant, formatMoney } from '../../../shared/format.ts'
import type { Locale, MessageKey, Translate } from '../../../shared/i18n.ts'
import { errorSummary, typedText, type ErrorSummary, type FieldLabels, type FormFailure } from '../../../web/forms.ts'
import { view } from '../../../web/view.ts'
import {
  daySettingNames,
  moneySettingNames,
  moneySettings,
  numberSettingNames,
  numberSettings,
  type DaySetting,
  type MoneySetting,
  type NumberSetting,
  type ProgrammeSettings,
  type SettingName,
} from '../rules.ts'
import type { SettingsRecord } from '../service.ts'

type NumberField = { name: string; label: string; hint: string; value: string; error: string | null; suffix?: string }
type Option = { id: string; value: string; label: string; checked: boolean }

type SettingsPage = {
  title: string
  /** Where the rules of reviewing are set. */
  rubric: string
  breadcrumb: { label: string; href?: string }[]
  stale: string | null
  errors: ErrorSummary
  revision: string
  deadlines: NumberField[]
  waiting: NumberField[]
  retention: NumberField[]
  rent: NumberField[]
  utilities: NumberField[]
  holidays: NumberField[]
  who: { options: Option[]; error: string | null }
  listed: { options: Option[]; error: string | null }
  senderName: { value: string; error: string | null }
  changes: { action: string; at: string; label: string; when: string; who: string; lines: string[] }[]
}
export const renderSettings = view<SettingsPage>('programme/settings')

type Speech = { t: Translate; locale: Locale }
/** `form`: what was refused; `stale`: somebody else saved in the meantime. */
type State = { form?: FormFailure; stale?: boolean }

const retentionSettings = [
  'keepDocumentsMonths',
  'keepCasesMonths',
  'keepTenanciesMonths',
  'keepLettersMonths',
  'keepEnquiriesMonths',
] as const
const shownChanges = 10
const suffixOf: Partial<Record<NumberSetting, MessageKey>> = {
  answerDays: 'programme.working-days',
  rentFreeMonths: 'programme.months',
}

const labels: FieldLabels = {
  ...Object.fromEntries(numberSettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(moneySettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(daySettingNames.map(name => [name, `programme.${name}` as const])),
  whoMayApply: 'programme.who',
  senderName: 'programme.senderName',
}

export function settingsPage(speech: Speech, record: SettingsRecord, { form, stale }: State = {}): SettingsPage {
  const { t, locale } = speech
  const complaint = (name: string) => {
    const key = form?.errors[name]
    return key ? t(key) : null
  }
  const number = (name: NumberSetting): NumberField => ({
    name,
    label: t(`programme.${name}`),
    hint: t(`programme.${name}.hint`, { min: numberSettings[name].min, max: numberSettings[name].max }),
    suffix: t(suffixOf[name] ?? 'programme.days'),
    value: form ? typedText(form.typed, name) : String(record.settings[name]),
    error: complaint(name),
  })
  const money = (name: MoneySetting): NumberField => ({
    name,
    label: t(`programme.${name}`),
    hint: t(`programme.${name}.hint`, { max: moneySettings[name].maxFen / 100 }),
    value: form ? typedText(form.typed, name) : yuanField(locale, record.settings[name]),
    error: complaint(name),
  })
  const days = (name: DaySetting): NumberField => ({
    name,
    label: t(`programme.${name}`),
    hint: t(`programme.${name}.hint`),
    value: form ? typedText(form.typed, name) : record.settings[name].join('\n'),
    error: complaint(name),
  })
  return {
    title: t('programme.title'),
    rubric: `/${locale}/staff/settings/rubric`,
    breadcrumb: [{ label: t('nav.staff'), href: `/${locale}/staff` }, { label: t('programme.title') }],
    stale: stale ? t('programme.stale') : null,
    errors: stale ? null : errorSummary(t, form?.errors, labels),
    revision: String(record.revision),
    deadlines: (['offerDays', 'answerDays', 'draftDays', 'publicNoticeDays', 'appealDays'] as const).map(number),
    waiting: [number('waitingMonths')],
    retention: retentionSettings.map(number),
    rent: [number('rentFreeMonths')],
    utilities: moneySettingNames.map(money),
    holidays: daySettingNames.map(days),
    who: { options: whoOptions(t, record.settings, form), error: complaint('whoMayApply') },
    listed: { options: countryOptions(locale, record.settings, form), error: complaint('citizenships') },
    senderName: {
      value: form ? typedText(form.typed, 'senderName') : record.settings.senderName,
      error: complaint('senderName'),
    },
    changes: changesOf(speech, record),
  }
}

function whoOptions(t: Translate, { citizenships }: ProgrammeSettings, form?: FormFailure): Option[] {
  const chosen = form ? typedText(form.typed, 'whoMayApply') : citizenships === 'any' ? 'any' : 'listed'
  return (['any', 'listed'] as const).map(value => ({
    id: value === 'any' ? 'whoMayApply' : 'whoMayApply-listed',
    value,
    label: t(`programme.who.${value}`),
    checked: chosen === value,
  }))
}

/** Russia first, because most founders come from there; the others by name. */
function countryOptions(locale: Locale, { citizenships }: ProgrammeSettings, form?: FormFailure): Option[] {
  const stored = citizenships === 'any' ? [] : citizenships
  const chosen = new Set(form ? [form.typed.citizenships ?? []].flat() : stored)
  const { compare } = new Intl.Collator(locale)
  const named = countries.map(code => ({ value: code, label: countryName(locale, code), checked: chosen.has(code) }))
  const sorted = named.sort((a, b) => Number(b.value === 'RU') - Number(a.value === 'RU') || compare(a.label, b.label))
  return sorted.map((option, i) => ({ ...option, id: i === 0 ? 'citizenships' : `citizenships-${option.value}` }))
}

function changesOf(speech: Speech, record: SettingsRecord): SettingsPage['changes'] {
  const { t, locale } = speech
  return record.history.slice(0, shownChanges).map(change => ({
    action: `/${locale}/staff/settings/take-back`,
    at: change.at.toISOString(),
    label: t('programme.take-back.of', { when: formatInstant(locale, change.at) }),
    when: formatInstant(locale, change.at),
    who: change.by.name,
    lines: change.values.map(({ name, from, to }) =>
      t('programme.changed', {
        what: t(`programme.${name as SettingName}`),
        ...spokenChange(speech, { name, from, to }),
      }),
    ),
  }))
}

type Changed = { name: string; from: string; to: string }

/** Of lists of days only what went and what came: the whole lists are long. */
function spokenChange(speech: Speech, { name, from, to }: Changed): { from: string; to: string } {
  if (!(daySettingNames as readonly string[]).includes(name))
    return { from: spoken(speech, name, from), to: spoken(speech, name, to) }
  const [before, after] = [from, to].map(json => JSON.parse(json) as string[]) as [string[], string[]]
  const only = (days: string[], others: string[]) => days.filter(day => !others.includes(day)).join(', ') || '—'
  return { from: only(before, after), to: only(after, before) }
}

/** A value of the history as people read it. */
function spoken({ t, locale }: Speech, name: string, json: string): string {
  const value = JSON.parse(json) as unknown
  if (name in moneySettings) return formatMoney(locale, Number(value))
  if (Array.isArray(value)) return value.map(code => countryName(locale, String(code))).join(', ')
  if (value === 'any') return t('programme.who.any')
  return value === '' ? '—' : String(value)
}

/** As a form has it: `6` or `6,50`, in yuan, without a sign. */
const yuanField = (locale: Locale, fen: number): string => {
  const typed = fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
  return locale === 'ru' ? typed.replace('.', ',') : typed
}
