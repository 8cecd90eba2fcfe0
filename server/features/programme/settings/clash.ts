import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { SettingsChange } from '#models/programme/settings.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { FormValues } from '#web/forms/forms.ts'
import { mergeOf, type Merge } from '#web/forms/edit-merge.ts'
import type { ProgrammeSettings, SettingName } from '../rules.ts'
import type { SettingsRecord } from '../service.ts'
import { toPostedSettings } from './form-values.ts'
import { describeChange } from './change-text.ts'

type Row = { name: string; label: string; mine: string; theirs: string; was: string | null; who: string | null }
export type ClashPart = { sentence: string; clashing: Row[]; theirs: Row[] }

/**
 * Values to save and the revision they start from. `seen`: the values with which the form was made. `form`: converts
 * settings to form fields.
 */
export type SettingsEdit = {
  settings: ProgrammeSettings
  revision: number
  seen: string
  form?: (settings: ProgrammeSettings, locale: Locale) => FormValues
}

/** Merges two people's changes of the settings, field by field. */
export function mergeSettings({ locale }: Reader, record: SettingsRecord, edit: SettingsEdit): Merge {
  const { settings, seen, form = toPostedSettings } = edit
  return mergeOf({ seen, mine: form(settings, locale), now: form(record.settings, locale) })
}

/** Returns both values of each field side by side, with the former value and who changed it. */
export function clashOf(speech: Reader, record: SettingsRecord, edit: SettingsEdit): ClashPart {
  const merge = mergeSettings(speech, record, edit)
  const since = record.history.slice(0, Math.max(0, record.revision - edit.revision))
  const rows = (fields: readonly string[]) =>
    [...new Set(fields.map(settingOf))].map(name => rowOf(speech, name, { record, wanted: edit, since }))
  return { sentence: speech.t('programme.stale'), clashing: rows(merge.clashing), theirs: rows(merge.theirs) }
}

/** Returns the setting of a form field. Who may apply and from which countries are two fields of one setting. */
const settingOf = (field: string): SettingName => (field === 'whoMayApply' ? 'citizenships' : (field as SettingName))

type ClashContext = { record: SettingsRecord; wanted: SettingsEdit; since: readonly SettingsChange[] }

function rowOf(speech: Reader, name: SettingName, { record, wanted, since }: ClashContext): Row {
  const [mine, theirs] = [wanted.settings[name], record.settings[name]].map(value => JSON.stringify(value)) as [
    string,
    string,
  ]
  const both = describeChange(speech, { name, from: mine, to: theirs })
  const ownChanges = since.filter(({ values }) => values.some(value => value.name === name))
  const last = ownChanges[0]
  const first = ownChanges.at(-1)
  const was = first?.values.find(value => value.name === name)?.from
  return {
    name,
    label: speech.t(`programme.${name}`),
    mine: both.from,
    theirs: both.to,
    was: was === undefined ? null : describeChange(speech, { name, from: was, to: theirs }).from,
    who: last ? speech.t('listing.clash.who', { who: last.by.name, at: formatInstant(speech.locale, last.at) }) : null,
  }
}
