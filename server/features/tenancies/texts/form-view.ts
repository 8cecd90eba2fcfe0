import type { OtherVersion } from '#shared/texts/writing.ts'
import { isMessageKey, type MessageKey, type Translate } from '#shared/texts/i18n.ts'
import { summaryOfFields, inputValue, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import type { Extent } from '#web/writing/extent.ts'
import { writingFields, type WritingView } from '#web/writing/view.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { RenewalView } from '../renewal/renewal-files.ts'
import type { ReportView } from './tenancy-text.ts'

type Option = { id: string; value: string; label: string; hint?: string; checked: boolean }
type FieldView = {
  name: string
  label: string
  value: string
  type: string
  error?: string
  hint?: string
  inputmode?: string
  suffix?: string
  optional: boolean
  area: boolean
  rows: number
  legend: string
  options: Option[] | null
  /** True for options of which any can be chosen. */
  ticks: boolean
}

/** A question of a form. Message keys: label `tenancy.field.<name>`, hint `tenancy.field.<name>.hint`. */
export type FieldSpec = {
  name: string
  kind?: 'line' | 'area' | 'day' | 'number' | 'radios' | 'ticks'
  /** Initial value. */
  start?: string
  optional?: boolean
  suffix?: string
  rows?: number
  /** Label or hint, where it is not that of the name. */
  label?: MessageKey
  hint?: MessageKey
  /** A hint in words, where it holds a value. */
  hintText?: string
  options?: readonly { value: string; label: string; hint?: string }[]
  /** Set when the tenant reads the text: its maximum length. The form then asks for its language. */
  told?: Extent
}

/** Field for files sent with the form. */
export type FileField = {
  name: string
  label: string
  hint: string
  accept: string
  error: string
  /** Says which files were sent before. */
  sent: string
  required?: boolean
}

export type FormPage = {
  title: string
  /** Whose tenancy it is, and of which unit, on pages of the office. */
  about?: string
  demo: boolean
  breadcrumb: Breadcrumb
  /** What submitting the form does. */
  lead: string | null
  /** The lead in other languages, where somebody wrote it. */
  besides?: OtherVersion[]
  /** What to know before filling in the form. */
  note?: string | null
  facts: { label: string; value: string; note?: string; href?: string; action?: string }[]
  /** The tenant's reports that the button is about. */
  reports?: ReportView[]
  /** The tenant's letter about the renewal that the form decides. */
  letter?: RenewalView | null
  alert: string | null
  errors: ErrorSummary
  action: string
  fields: FieldView[]
  /** Hidden fields. */
  hidden?: { name: string; value: string }[]
  findings: FindingRow[] | null
  /** Choice of the language in which a text is written, where the tenant reads it. */
  writing?: WritingView | null
  file?: FileField | null
  /** Null where nothing can be sent now; `note` then says why. */
  submit: string | null
  danger: boolean
  cancel: { href: string; label: string }
  /** An alternative action with a button of its own. */
  instead: { href: string; label: string; hidden?: { name: string; value: string }[] } | null
}
export type FindingRow = {
  ready: { id: string; options: { value: string; label: string; selected: boolean }[] }
  id: string
  cureId: string
  label: string
  text: string
  cureBy: string
  error: string
}
export const renderForm = view<FormPage>('tenancies/form')

export function fieldsOf(t: Translate, specs: readonly FieldSpec[], failure: FormFailure | null): FieldView[] {
  return specs.map(spec => fieldOf(t, spec, failure))
}

const plain = { kind: 'line', start: '', rows: 4, optional: false } as const

function fieldOf(t: Translate, spec: FieldSpec, failure: FormFailure | null): FieldView {
  const { name, kind, start, rows, optional } = { ...plain, ...spec }
  const value = failure ? inputValue(failure.typed, name) : start
  const label = t(labelOf(spec))
  return {
    name,
    label,
    legend: label,
    value,
    type: kind === 'day' ? 'date' : 'text',
    optional,
    area: kind === 'area',
    ticks: kind === 'ticks',
    rows,
    options: spec.options ? optionsOf(name, spec.options, value) : null,
    ...(kind === 'number' ? { inputmode: 'decimal' } : {}),
    ...fieldFrame(t, spec, failure?.errors[name]),
  }
}

/** Returns suffix, error and hint of a field. */
function fieldFrame(t: Translate, { name, suffix, hintText, ...spec }: FieldSpec, error: MessageKey | undefined) {
  // As a string: to compare every key with every other takes the compiler seconds.
  const hint: string = spec.hint ?? `tenancy.field.${name}.hint`
  return {
    ...(suffix ? { suffix } : {}),
    ...(error ? { error: t(error) } : {}),
    ...(hintText ? { hint: hintText } : isMessageKey(hint) ? { hint: t(hint) } : {}),
  }
}

const optionsOf = (name: string, options: NonNullable<FieldSpec['options']>, chosen: string): Option[] =>
  options.map((option, index) => ({
    ...option,
    id: index === 0 ? name : `${name}-${option.value}`,
    checked: option.value === chosen,
  }))

export const labelOf = ({ name, label }: FieldSpec): MessageKey => label ?? (`tenancy.field.${name}` as MessageKey)

/** Returns the errors, each with the label of its field. */
export function errorsOf(
  t: Translate,
  specs: readonly FieldSpec[],
  failure: FormFailure | null,
  writing: WritingView | null = null,
): ErrorSummary {
  const fields = specs.map(spec => ({ name: spec.name, label: t(labelOf(spec)) }))
  return summaryOfFields(t, failure?.errors, [...fields, ...writingFields(writing)])
}
