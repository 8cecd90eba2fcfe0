import { pathTo } from '#server/paths.ts'
import { countries, countryName } from '#shared/texts/countries.ts'
import type { Locale, Translate, Reader } from '#shared/texts/i18n.ts'
import { errorSummary, inputValue, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { marksOf } from '#web/forms/edit-merge.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import type { CheckedOption } from '#web/forms/fields.ts'
import {
  daySettingNames,
  moneySettingNames,
  numberSettingNames,
  rateSettingNames,
  singleDaySettingNames,
  textSettingNames,
  type ProgrammeSettings,
} from '../rules.ts'
import type { SettingsRecord } from '../service.ts'
import type { ClashPart } from './clash.ts'
import { settingGroups, type SettingGroup, type SettingsView } from './fields.ts'
import { toPostedSettings } from './form-values.ts'
import { changesOf, type PastChange } from './change-text.ts'

type ChoiceField = { options: CheckedOption[]; error: string | null }
type Citizenships = { who: ChoiceField; listed: ChoiceField; changed: string | null }
type SettingsPage = {
  title: string
  /** Links to other settings: look, office, review rules. */
  elsewhere: { href: string; label: string }[]
  breadcrumb: Breadcrumb
  search: { action: string; q: string; changedOnly: boolean; clearHref: string | null; found: string }
  /** Notice that somebody else saved, when the user has typed nothing to compare with it. */
  stale: string | null
  clash: ClashPart | null
  /** Values with which the form was made. */
  seen: string
  errors: ErrorSummary
  revision: string
  groups: (SettingGroup & { citizenships: Citizenships | null })[]
  /** Reason for the change, as typed so far. */
  why: string
  changes: PastChange[]
  changesTitle: string
}
export const renderSettings = view<SettingsPage>('programme/settings')

/** Search for settings: by words, or only those that differ from their defaults. */
export type SettingsSearch = { q: string; changed: boolean }
/** `form`: refused values. `stale`: somebody else saved meanwhile. `clash`: both changed something. */
type State = { form?: FormFailure; stale?: boolean; clash?: ClashPart; search?: SettingsSearch }

const labels: FieldLabels = {
  ...Object.fromEntries(numberSettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(moneySettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(rateSettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(singleDaySettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(daySettingNames.map(name => [name, `programme.${name}` as const])),
  ...Object.fromEntries(textSettingNames.map(name => [name, `programme.${name}` as const])),
  whoMayApply: 'programme.who',
  senderName: 'programme.senderName',
  senderAddress: 'programme.senderAddress',
  officeAddress: 'programme.officeAddress',
}

const unfilteredSearch: SettingsSearch = { q: '', changed: false }

/** Returns the settings by group, or those that match the search. Settings missing from a form stay as they are. */
export function settingsPage(
  speech: Reader,
  record: SettingsRecord & SettingsView,
  { form, stale, clash, search = unfilteredSearch }: State = {},
): SettingsPage {
  const { t, locale } = speech
  const action = pathTo(locale, '/staff/settings')
  const groups = filterGroups(speech, groupsOf(speech, record, form), search)
  const count = groups.reduce((sum, { fields, citizenships }) => sum + fields.length + (citizenships ? 1 : 0), 0)
  const isFiltered = search.q !== '' || search.changed
  const changes = changesOf(speech, record)
  return {
    title: t('programme.title'),
    elsewhere: [
      { href: pathTo(locale, '/staff/settings/office'), label: t('programme.office') },
      { href: pathTo(locale, '/staff/settings/papers'), label: t('programme.papers') },
      { href: pathTo(locale, '/staff/settings/letterhead'), label: t('letterhead.title') },
      { href: pathTo(locale, '/staff/settings/brand'), label: t('brand.title') },
      { href: pathTo(locale, '/staff/settings/rubric'), label: t('rubric.title') },
    ],
    breadcrumb: [deskCrumb({ t, locale }), { label: t('programme.title') }],
    search: {
      action,
      q: search.q,
      changedOnly: search.changed,
      clearHref: isFiltered ? action : null,
      found: isFiltered ? t('programme.search.found', { count }) : '',
    },
    stale: stale ? t('programme.stale') : null,
    clash: clash ?? null,
    seen: marksOf(toPostedSettings(record.settings, locale)),
    errors: errorSummary(t, form?.errors, labels),
    revision: String(record.revision),
    groups,
    why: form ? inputValue(form.typed, 'why') : '',
    changes,
    changesTitle: t('programme.history.count', { count: changes.length }),
  }
}

function groupsOf(speech: Reader, record: SettingsRecord & SettingsView, form: FormFailure | undefined) {
  const { t, locale } = speech
  const complaint = (name: string) => {
    const key = form?.errors[name]
    return key ? t(key) : null
  }
  const citizenships: Citizenships = {
    who: { options: whoOptions(t, record.settings, form), error: complaint('whoMayApply') },
    listed: { options: countryOptions(locale, record.settings, form), error: complaint('citizenships') },
    changed:
      record.settings.citizenships === 'any' ? null : t('programme.default.is', { value: t('programme.who.any') }),
  }
  return settingGroups(speech, record, form).map(group => ({
    ...group,
    citizenships: group.id === 'citizenships' ? citizenships : null,
  }))
}

const normalizeText = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Filters settings by words in their name, their explanation and the name of their group. */
function filterGroups({ t }: Reader, groups: SettingsPage['groups'], { q, changed }: SettingsSearch) {
  const queryWords = normalizeText(q).split(/\s+/).filter(Boolean)
  const matches = (...texts: string[]) => queryWords.every(word => normalizeText(texts.join(' ')).includes(word))
  return groups
    .map(group => ({
      ...group,
      fields: group.fields.filter(
        field => (!changed || field.changed !== null) && matches(group.title, field.label, field.hint),
      ),
      citizenships:
        group.citizenships && (!changed || group.citizenships.changed) && matches(group.title, t('programme.who'))
          ? group.citizenships
          : null,
    }))
    .filter(({ fields, citizenships }) => fields.length > 0 || citizenships !== null)
}

function whoOptions(t: Translate, { citizenships }: ProgrammeSettings, form?: FormFailure): CheckedOption[] {
  const chosen = form ? inputValue(form.typed, 'whoMayApply') : citizenships === 'any' ? 'any' : 'listed'
  return (['any', 'listed'] as const).map(value => ({
    id: value === 'any' ? 'whoMayApply' : 'whoMayApply-listed',
    value,
    label: t(`programme.who.${value}`),
    checked: chosen === value,
  }))
}

/** Returns the countries: Russia first, because most founders come from there, the others by name. */
function countryOptions(locale: Locale, { citizenships }: ProgrammeSettings, form?: FormFailure): CheckedOption[] {
  const stored = citizenships === 'any' ? [] : citizenships
  const chosen = new Set(form ? [form.typed.citizenships ?? []].flat() : stored)
  const { compare } = new Intl.Collator(locale)
  const named = countries.map(code => ({ value: code, label: countryName(locale, code), checked: chosen.has(code) }))
  const sorted = named.sort((a, b) => Number(b.value === 'RU') - Number(a.value === 'RU') || compare(a.label, b.label))
  return sorted.map((option, i) => ({ ...option, id: i === 0 ? 'citizenships' : `citizenships-${option.value}` }))
}
