import { type Locale, type MessageKey, type Translate, isMessageKey, locales } from '#shared/texts/i18n.ts'
import { formatFieldNumber } from '#shared/texts/parse-number.ts'
import { type ErrorSummary, type FieldErrors, namedErrors, type FormValues, inputValue } from '#web/forms/forms.ts'

/** A question of a staff form. `labels` is the prefix of its message keys, such as `listing.field`. */
export type FieldDefinition =
  | {
      ask: 'line'
      name: string
      unit?: 'sqM' | 'm' | 'kw' | 'months' | 'yuan'
      decimal?: boolean
      optional?: boolean
      coordinate?: true
    }
  | { ask: 'day'; name: string }
  /** A day and a time in the city's time zone. */
  | { ask: 'instant'; name: string }
  | { ask: 'choice'; name: string; values: readonly string[]; words: string }
  | { ask: 'several'; name: string; values: readonly string[]; words: string }
  | { ask: 'flag'; name: string }

type Option = { id: string; value: string; label: string; checked: boolean; selected: boolean }
type Common = { name: string; label: string; error?: string; hint?: string }
/** A control for the template; exactly one of these is set. */
export type Control = {
  field?: Common & { value: string; type?: string; inputmode?: string; suffix?: string; optional?: boolean }
  select?: Common & { options: Option[]; placeholder?: string }
  checkboxes?: { name: string; legend: string; options: Option[]; error?: string; hint?: string }
  flag?: { name: string; label: string; checked: boolean }
}
export type TextRow = {
  label: string
  inputs: {
    field?: Control['field'] & { lang: string }
    textarea?: Common & { value: string; lang: string; rows: number }
  }[]
}

export type FormState = {
  t: Translate
  locale: Locale
  labels: 'listing' | 'building' | 'copy'
  typed: FormValues
  errors: FieldErrors
}

export function controlOf(definition: FieldDefinition, state: FormState): Control {
  if (definition.ask === 'flag')
    return {
      flag: {
        name: definition.name,
        label: labelOf(state, definition.name),
        checked: inputValue(state.typed, definition.name) === 'yes',
      },
    }
  if (definition.ask === 'choice')
    return {
      select: {
        ...commonParts(definition.name, state),
        options: optionsOf(definition, state),
        placeholder: state.t('listing.choose'),
      },
    }
  if (definition.ask === 'several') {
    const { label, ...rest } = commonParts(definition.name, state)
    return { checkboxes: { ...rest, legend: label, options: optionsOf(definition, state) } }
  }
  return { field: fieldOf(definition, state) }
}

function fieldOf(
  definition: Extract<FieldDefinition, { ask: 'line' | 'day' | 'instant' }>,
  state: FormState,
): NonNullable<Control['field']> {
  const value = inputValue(state.typed, definition.name)
  if (definition.ask !== 'line')
    return { ...commonParts(definition.name, state), value, type: inputType[definition.ask], optional: true }
  return {
    ...commonParts(definition.name, state),
    value: definition.decimal || definition.coordinate ? formatFieldNumber(state.locale, value) : value,
    ...(definition.decimal === undefined ? {} : { inputmode: definition.decimal ? 'decimal' : 'numeric' }),
    ...(definition.unit ? { suffix: state.t(`listing.unit.${definition.unit}`) } : {}),
    ...(definition.optional ? { optional: true } : {}),
  }
}

const inputType = { day: 'date', instant: 'datetime-local' }

function optionsOf(
  { name, values, words }: Extract<FieldDefinition, { ask: 'choice' | 'several' }>,
  { t, typed }: FormState,
): Option[] {
  const chosen = new Set([typed[name] ?? []].flat())
  return values.map((value, index) => ({
    id: index === 0 ? name : `${name}-${value}`,
    value,
    label: translateKey(t, `listing.option.${words}.${value}`),
    checked: chosen.has(value),
    selected: chosen.has(value),
  }))
}

/** Returns the inputs of one text in three languages, side by side: single lines for names, text areas for the rest. */
export function textRow(name: string, rows: number, state: FormState): TextRow {
  const { t } = state
  const row = labelOf(state, name)
  return {
    label: row,
    inputs: locales.map(locale => {
      const path = `${name}.${locale}`
      const label = textLabel(t, row, locale)
      const input = { name: path, label, value: inputValue(state.typed, path), lang: locale, ...errorOf(path, state) }
      return rows === 1 ? { field: input } : { textarea: { ...input, rows } }
    }),
  }
}

function labelOf({ t, labels }: Pick<FormState, 't' | 'labels'>, name: string): string {
  return translateKey(t, `${labels}.field.${name}`)
}

/** Returns the error summary of a form. "Fill in this field" names the field, and for a text also the language. */
export function summaryOf({ t, labels, errors }: Pick<FormState, 't' | 'labels' | 'errors'>): ErrorSummary {
  return namedErrors(t, errors, name => {
    const language = locales.find(locale => name.endsWith(`.${locale}`))
    const key = `${labels}.field.${language ? name.slice(0, -3) : name}`
    if (!isMessageKey(key)) return undefined
    return language ? textLabel(t, t(key), language) : t(key)
  })
}

const textLabel = (t: Translate, field: string, locale: Locale): string =>
  t('listing.text-in', { field, language: t(`listing.language.${locale}`) })

function commonParts(name: string, state: FormState): Common {
  const hint = `${state.labels}.hint.${name}`
  return {
    name,
    label: labelOf(state, name),
    ...errorOf(name, state),
    ...(isMessageKey(hint) ? { hint: state.t(hint) } : {}),
  }
}

function errorOf(name: string, { t, errors }: FormState): { error?: string } {
  const key: MessageKey | undefined = errors[name]
  return key ? { error: t(key) } : {}
}

/** Translates keys made from our own lists. A test renders every page, so it finds a missing one. */
function translateKey(t: Translate, key: string): string {
  return isMessageKey(key) ? t(key) : key
}
