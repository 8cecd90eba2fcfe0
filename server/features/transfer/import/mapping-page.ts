import type { PremisesImport } from '#models/transfer/premises-import.ts'
import { csvEncodings, csvSeparators } from '#outside/tables/csv-reading.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Translate } from '#shared/texts/i18n.ts'
import type { Option } from '#web/forms/fields.ts'
import { columns, headingOf } from '../table/columns.ts'

type Choice = { name: string; label: string; hint?: string; options: Option[]; error?: string }
export type MappingPart = {
  action: string
  intro: string
  unknown: Choice[]
  known: Choice[]
  csv: { action: string; encoding: Choice; separator: Choice } | null
}
export type MappingTrouble = { mapping: string[]; errors: Partial<Record<string, string>> }

const separatorNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const

/** Returns the form that maps the columns of the file to ours. Columns that were not recognised come first. */
export function mappingPart(t: Translate, one: PremisesImport, path: string, trouble?: MappingTrouble): MappingPart {
  const mapping = trouble?.mapping ?? one.mapping
  const choices = one.headings.map((heading, index): Choice => {
    const name = `column.${index}`
    const samples = one.samples.flatMap(row => row[index] ?? []).filter(Boolean)
    const error = trouble?.errors[name]
    return {
      name,
      label: heading || t('transfer.mapping.untitled', { number: index + 1 }),
      ...(samples.length > 0 ? { hint: t('transfer.mapping.sample', { values: samples.slice(0, 2).join(dot) }) } : {}),
      ...(error ? { error } : {}),
      options: optionsFor(t, mapping[index] ?? ''),
    }
  })
  const isKnown = (_choice: Choice, index: number) => Boolean(mapping[index]) && !trouble?.errors[`column.${index}`]
  return {
    action: `${path}/columns`,
    intro: t('transfer.mapping.intro', { known: mapping.filter(Boolean).length, all: one.headings.length }),
    unknown: choices.filter((choice, index) => !isKnown(choice, index)),
    known: choices.filter(isKnown),
    csv: csvPart(t, one, path),
  }
}

function optionsFor(t: Translate, chosen: string): Option[] {
  const none = { value: '', label: t('transfer.mapping.none'), selected: chosen === '' }
  return [none, ...columns.map(value => ({ value, label: headingOf(t, value), selected: value === chosen }))]
}

function csvPart(t: Translate, { csv }: PremisesImport, path: string): MappingPart['csv'] {
  if (!csv) return null
  return {
    action: `${path}/form`,
    encoding: {
      name: 'encoding',
      label: t('transfer.mapping.encoding'),
      options: csvEncodings.map(value => ({ value, label: value.toUpperCase(), selected: value === csv.encoding })),
    },
    separator: {
      name: 'separator',
      label: t('transfer.mapping.separator'),
      options: csvSeparators.map(value => ({
        value,
        label: t(`transfer.separator.${separatorNames[value]}`),
        selected: value === csv.separator,
      })),
    },
  }
}

/** Returns errors of a mapping: the code must be mapped, and no column twice. */
export function mappingErrors(t: Translate, mapping: readonly string[]): Partial<Record<string, string>> {
  const errors: Partial<Record<string, string>> = {}
  for (const column of columns) {
    const places = mapping.flatMap((chosen, place) => (chosen === column ? [place] : []))
    const label = headingOf(t, column)
    for (const place of places.slice(1))
      errors[`column.${place}`] = t('transfer.refused.column-twice', { column: label })
  }
  if (!mapping.includes('code')) errors['column.0'] = t('transfer.refused.no-code')
  return errors
}
