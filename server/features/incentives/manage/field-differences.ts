import { dot } from '#shared/texts/facts.ts'
import { locales, type MessageKey, type Translate } from '#shared/texts/i18n.ts'
import { inputValue, type FormValues } from '#web/forms/forms.ts'
import { textFieldNames } from './input.ts'

export type StoredDifferences = { rows: { label: string; value: string }[] }

const lineLabels: Partial<Record<string, MessageKey>> = {
  slug: 'incentives.staff.slug',
  category: 'incentives.filter.category',
  zones: 'incentives.staff.zones',
  reason: 'incentives.staff.reason',
  sourceDate: 'incentives.staff.source-date',
  sourceUrl: 'incentives.staff.source-url',
  checkedAt: 'incentives.staff.checked',
  validFrom: 'incentives.staff.valid-from',
  expiresOn: 'incentives.staff.expires',
}

/** Returns the labels of the text fields, by name. */
export function labelsOf(t: Translate): Labelled[] {
  const texts = textFieldNames.flatMap(name =>
    locales.map(lang => ({
      name: `${name}.${lang}`,
      label: `${t(`incentives.staff.text.${name}`)}${dot}${t(`locale.${lang}`)}`,
    })),
  )
  const others = Object.entries(lineLabels).map(([name, key]) => ({ name, label: key ? t(key) : name }))
  return [...texts, ...others]
}

type Labelled = { name: string; label: string }

/** Returns the fields in which the typed text differs from the stored one. */
export function compareWithStored(
  input: FormValues,
  stored: Record<string, string>,
  fields: readonly Labelled[],
): StoredDifferences {
  const asStored = (name: string) => inputValue(input, name).replace(/\r\n?/g, '\n').trim()
  return {
    rows: fields
      .filter(({ name }) => asStored(name) !== (stored[name] ?? ''))
      .map(({ name, label }) => ({ label, value: stored[name] || '—' })),
  }
}
