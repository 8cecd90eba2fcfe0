import { pathTo } from '#server/paths.ts'
import { isMessageKey, type MessageKey, type Reader, type Translate } from '#shared/texts/i18n.ts'
import { arrivalKinds } from '#shared/office/ways.ts'
import { fieldOf, type Field } from '#web/forms/fields.ts'
import { errorSummary, inputValue, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { marksOf } from '#web/forms/edit-merge.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import type { ProgrammeSettings } from '../rules.ts'
import type { SettingsRecord } from '../service.ts'
import type { ClashPart } from '../settings/clash.ts'
import { officeSettingNames, officeSettings, type OfficeSetting } from './rules.ts'

type InputField = Field & { label: string; hint: string; maxlength: string; suffix: string; inputmode: string }
type Group = { title: string; about: string; fields: InputField[] }
type OfficePage = {
  title: string
  lead: string
  breadcrumb: Breadcrumb
  settings: string
  /** Notice that the values are those of a demonstration. */
  invented: string | null
  errors: ErrorSummary
  clash: ClashPart | null
  revision: string
  seen: string
  groups: Group[]
  why: string
}
export const renderOffice = view<OfficePage>('programme/office')

const groups: { title: MessageKey; about: MessageKey; names: readonly OfficeSetting[] }[] = [
  {
    title: 'programme.office.reach',
    about: 'programme.office.reach.about',
    names: [
      ...(['officePhone', 'messengerTelegram', 'messengerWhatsapp'] as const),
      ...(['messengerWechat', 'messengerVk', 'messengerMax'] as const),
    ],
  },
  {
    title: 'programme.office.address',
    about: 'programme.office.address.about',
    names: ['addressRu', 'addressEn', 'addressZh'],
  },
  {
    title: 'programme.office.hours',
    about: 'programme.office.hours.about',
    names: [
      ...(['hoursMonday', 'hoursTuesday', 'hoursWednesday', 'hoursThursday'] as const),
      ...(['hoursFriday', 'hoursSaturday', 'hoursSunday'] as const),
    ],
  },
  { title: 'directions.title', about: 'programme.office.directions.about', names: ['streetPoint'] },
  ...arrivalKinds.map(kind => ({
    title: `directions.from.${kind}` as const,
    about: `programme.office.${kind}.about` as const,
    names: [
      ...([`${kind}Metres`, `${kind}Minutes`, `${kind}AtM`] as const),
      ...([`${kind}Ru`, `${kind}En`, `${kind}Zh`] as const),
    ],
  })),
]

const labels: FieldLabels = Object.fromEntries(officeSettingNames.map(name => [name, `programme.${name}` as const]))

/** Returns the settings as the form has them. */
export const toFormValues = (settings: ProgrammeSettings): Record<OfficeSetting, string> =>
  Object.fromEntries(officeSettingNames.map(name => [name, settings[name]])) as Record<OfficeSetting, string>

/** Returns the unit and input mode of metres and minutes, which are typed as numbers. */
function numberAttributes(t: Translate, name: OfficeSetting): { suffix: string; inputmode: string } {
  if (name.endsWith('Minutes')) return { suffix: t('programme.minutes'), inputmode: 'numeric' }
  const inMetres = name.endsWith('Metres') || name.endsWith('AtM')
  return inMetres ? { suffix: t('programme.metres'), inputmode: 'numeric' } : { suffix: '', inputmode: '' }
}

/** `form`: refused values. `clash`: somebody else saved meanwhile. */
type State = { form?: FormFailure; clash?: ClashPart }

export function officePage({ t, locale }: Reader, record: SettingsRecord, { form, clash }: State = {}): OfficePage {
  const stored = toFormValues(record.settings)
  const hintOf = (name: OfficeSetting): string => {
    const key = `programme.${name}.hint`
    return isMessageKey(key) ? t(key) : ''
  }
  const field = (name: OfficeSetting): InputField => ({
    ...fieldOf(t, name, { form, stored: stored[name] }),
    ...numberAttributes(t, name),
    label: t(`programme.${name}`),
    hint: hintOf(name),
    maxlength: String(Math.max(100, officeSettings[name].max)),
  })
  const settings = pathTo(locale, '/staff/settings')
  return {
    title: t('programme.office'),
    lead: t('programme.office.lead'),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('programme.title'), href: settings },
      { label: t('programme.office') },
    ],
    settings,
    invented: record.settings.inventedOffice ? t('programme.office.invented') : null,
    errors: errorSummary(t, form?.errors, labels),
    clash: clash ?? null,
    revision: String(record.revision),
    seen: marksOf(stored),
    groups: groups.map(({ title, about, names }) => ({
      title: t(title),
      about: t(about),
      fields: names.map(field),
    })),
    why: form ? inputValue(form.typed, 'why') : '',
  }
}
