import { pathTo } from '#server/paths.ts'
import { countries, countryName } from '#shared/texts/countries.ts'
import { isMessageKey, type Locale, type MessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { errorSummary, typedText, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { marksOf } from '#web/forms/merging.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { CheckedOption } from '#web/forms/fields.ts'
import {
  daySettingNames,
  moneySettingNames,
  moneySettings,
  numberSettingNames,
  numberSettings,
  textSettingNames,
  type DaySetting,
  type MoneySetting,
  type NumberSetting,
  type ProgrammeSettings,
  type TextSetting,
} from '../rules.ts'
import type { SettingsRecord } from '../service.ts'
import type { ClashPart } from './clash.ts'
import { asPosted } from './posted.ts'
import { changesOf, type PastChange } from './change-text.ts'

type TypedField = { name: string; label: string; hint: string; value: string; error: string | null; suffix?: string }

type SettingsPage = {
  title: string
  /** Where the rules of reviewing, and the look, are set. */
  rubric: string
  brand: string
  office: string
  breadcrumb: Breadcrumb
  /** Somebody else saved, and there is nothing of one's own to set against it. */
  stale: string | null
  clash: ClashPart | null
  /** What the form was made with. */
  seen: string
  errors: ErrorSummary
  revision: string
  deadlines: TypedField[]
  tenancies: TypedField[]
  waiting: TypedField[]
  retention: TypedField[]
  rent: TypedField[]
  utilities: TypedField[]
  holidays: TypedField[]
  limits: TypedField[]
  names: TypedField[]
  contacts: TypedField[]
  who: { options: CheckedOption[]; error: string | null }
  listed: { options: CheckedOption[]; error: string | null }
  sender: TypedField[]
  /** Why it is changed, as far as it was typed. */
  why: string
  changes: PastChange[]
}
export const renderSettings = view<SettingsPage>('programme/settings')

/** `form`: what was refused; `stale`: somebody else saved in the meantime; `clash`: and both changed something. */
type State = { form?: FormFailure; stale?: boolean; clash?: ClashPart }
/** `mailFrom`, `office`: whom letters come from, and where they arrive, until it is set. */
type Shown = SettingsRecord & { mailFrom: string; office: string }
type AddressSetting = 'senderName' | 'senderAddress' | 'officeAddress'

const deadlineSettings = [
  ...(['offerDays', 'answerDays', 'intakeDays', 'decisionDays'] as const),
  ...(['draftDays', 'publicNoticeDays', 'appealDays'] as const),
] as const
const retentionSettings = [
  'keepDocumentsMonths',
  'keepCasesMonths',
  'keepTenanciesMonths',
  'keepLettersMonths',
  'keepEnquiriesMonths',
] as const
const limitSettings = [
  ...(['paperMegabytes', 'applicationFiles', 'applicationMegabytes'] as const),
  ...(['enquiriesHourly', 'staffIdleMinutes'] as const),
] as const
/** What the tenancies slice asks for: the days of a duty's reminders, and ground by ground those of an appeal. */
const tenancySettings = numberSettingNames.filter(
  name => /^dutyReminder|^appeal.+Days$/.test(name) && name !== 'appealDays',
)

const hintOf = (name: NumberSetting): MessageKey => {
  const key = `programme.${name}.hint`
  return isMessageKey(key) ? key : 'programme.tenancies.hint'
}

const suffixOf: Partial<Record<NumberSetting, MessageKey>> = {
  answerDays: 'programme.working-days',
  intakeDays: 'programme.working-days',
  decisionDays: 'programme.working-days',
  rentFreeMonths: 'programme.months',
  paperMegabytes: 'programme.megabytes',
  applicationMegabytes: 'programme.megabytes',
  applicationFiles: 'programme.files',
  enquiriesHourly: 'programme.an-hour',
  staffIdleMinutes: 'programme.minutes',
}

const labels: FieldLabels = {
  ...Object.fromEntries(numberSettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(moneySettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(daySettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(textSettingNames.map(name => [name, `programme.${name}` as const])),
  whoMayApply: 'programme.who',
  senderName: 'programme.senderName',
  senderAddress: 'programme.senderAddress',
  officeAddress: 'programme.officeAddress',
}

export function settingsPage(speech: Reader, record: Shown, { form, stale, clash }: State = {}): SettingsPage {
  const { t, locale } = speech
  const complaint = complaintsOf(t, form)
  return {
    title: t('programme.title'),
    rubric: pathTo(locale, '/staff/settings/rubric'),
    brand: pathTo(locale, '/staff/settings/brand'),
    office: pathTo(locale, '/staff/settings/office'),
    breadcrumb: [{ label: t('nav.staff'), href: pathTo(locale, '/staff') }, { label: t('programme.title') }],
    stale: stale ? t('programme.stale') : null,
    clash: clash ?? null,
    seen: marksOf(asPosted(record.settings, locale)),
    errors: errorSummary(t, form?.errors, labels),
    revision: String(record.revision),
    ...fieldsOf(speech, record, form),
    why: form ? typedText(form.typed, 'why') : '',
    who: { options: whoOptions(t, record.settings, form), error: complaint('whoMayApply') },
    listed: { options: countryOptions(locale, record.settings, form), error: complaint('citizenships') },
    changes: changesOf(speech, record),
  }
}

const complaintsOf = (t: Translate, form: FormFailure | undefined) => (name: string) => {
  const key = form?.errors[name]
  return key ? t(key) : null
}

type FieldParts =
  | ('deadlines' | 'tenancies' | 'waiting' | 'retention' | 'rent' | 'utilities' | 'holidays' | 'sender')
  | ('limits' | 'names' | 'contacts')

/** The fields in which something is typed, by their parts of the page. */
function fieldsOf(
  { t, locale }: Reader,
  { settings, mailFrom, office }: Shown,
  form: FormFailure | undefined,
): Pick<SettingsPage, FieldParts> {
  const stored = asPosted(settings, locale)
  const common = (name: NumberSetting | MoneySetting | DaySetting | TextSetting | AddressSetting) => ({
    name,
    label: t(`programme.${name}`),
    value: form ? typedText(form.typed, name) : stored[name],
    error: complaintsOf(t, form)(name),
  })
  const number = (name: NumberSetting): TypedField => ({
    ...common(name),
    hint: t(hintOf(name), { min: numberSettings[name].min, max: numberSettings[name].max }),
    suffix: t(suffixOf[name] ?? 'programme.days'),
  })
  const money = (name: MoneySetting): TypedField => ({
    ...common(name),
    hint: t(`programme.${name}.hint`, { max: moneySettings[name].maxFen / 100 }),
  })
  const words = (name: TextSetting): TypedField => ({ ...common(name), hint: '' })
  const days = (name: DaySetting): TypedField => ({ ...common(name), hint: t(`programme.${name}.hint`) })
  return {
    deadlines: deadlineSettings.map(number),
    tenancies: tenancySettings.map(number),
    waiting: [number('waitingMonths')],
    retention: retentionSettings.map(number),
    rent: [number('rentFreeMonths')],
    utilities: moneySettingNames.map(money),
    holidays: daySettingNames.map(days),
    limits: limitSettings.map(number),
    names: (['siteNameRu', 'siteNameEn', 'siteNameZh'] as const).map(words),
    contacts: (['contactRu', 'contactEn', 'contactZh'] as const).map(words),
    sender: [
      { ...common('senderName'), hint: t('programme.senderName.hint') },
      { ...common('senderAddress'), hint: t('programme.senderAddress.hint', { from: mailFrom }) },
      { ...common('officeAddress'), hint: t('programme.officeAddress.hint', { office }) },
    ],
  }
}

function whoOptions(t: Translate, { citizenships }: ProgrammeSettings, form?: FormFailure): CheckedOption[] {
  const chosen = form ? typedText(form.typed, 'whoMayApply') : citizenships === 'any' ? 'any' : 'listed'
  return (['any', 'listed'] as const).map(value => ({
    id: value === 'any' ? 'whoMayApply' : 'whoMayApply-listed',
    value,
    label: t(`programme.who.${value}`),
    checked: chosen === value,
  }))
}

/** Russia first, because most founders come from there; the others by name. */
function countryOptions(locale: Locale, { citizenships }: ProgrammeSettings, form?: FormFailure): CheckedOption[] {
  const stored = citizenships === 'any' ? [] : citizenships
  const chosen = new Set(form ? [form.typed.citizenships ?? []].flat() : stored)
  const { compare } = new Intl.Collator(locale)
  const named = countries.map(code => ({ value: code, label: countryName(locale, code), checked: chosen.has(code) }))
  const sorted = named.sort((a, b) => Number(b.value === 'RU') - Number(a.value === 'RU') || compare(a.label, b.label))
  return sorted.map((option, i) => ({ ...option, id: i === 0 ? 'citizenships' : `citizenships-${option.value}` }))
}
