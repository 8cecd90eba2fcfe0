import type { Translate } from '#shared/texts/i18n.ts'
import { inputValue, type FormFailure } from './forms.ts'

/** A form field as its partial needs it. */
export type Field = { name: string; value: string; error: string }
/** One option of a select. */
export type Option = { value: string; label: string; selected: boolean }
/** One of several radio buttons or checkboxes. */
export type CheckedOption = { id: string; value: string; label: string; checked: boolean }
/** An option usable in a select or as a radio button. */
export type Choice = Option & CheckedOption

/** Returns the field with the typed value, or the stored one, and its complaint, empty when there is none. */
export function fieldOf(t: Translate, name: string, from: { form?: FormFailure | undefined; stored?: string }): Field {
  const error = from.form?.errors[name]
  return {
    name,
    value: from.form ? inputValue(from.form.typed, name) : (from.stored ?? ''),
    error: error ? t(error) : '',
  }
}

/** Returns the options of a select or of radio buttons. The first has the field's name as id, for links from complaints. */
export function choicesOf<Value extends string>(
  { name, value: chosen }: Pick<Field, 'name' | 'value'>,
  values: readonly Value[],
  labelOf: (value: Value) => string,
): Choice[] {
  return values.map((value, index) => ({
    id: index === 0 ? name : `${name}-${value}`,
    value,
    label: labelOf(value),
    selected: value === chosen,
    checked: value === chosen,
  }))
}
