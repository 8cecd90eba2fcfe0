import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { inputValue, type FormFailure } from '#web/forms/forms.ts'
import { findUnconfirmed, markMisfits, misfitWarnings } from '#features/cases/acceptance/misfits.ts'
import type { PremisesSummary } from '#features/cases/ports.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { decisionReasons, type Decision } from '#features/cases/notice/decision-reasons.ts'
import type { Option } from '#web/forms/fields.ts'
import { extents } from '#features/cases/writing/extents.ts'
import type { WritingView } from '#web/writing/view.ts'
import type { DeskReader } from './labels.ts'

type Field = {
  name: string
  domId?: string
  label: string
  value: string
  error?: string
  hint?: string
  type?: string
  rows?: number
}
type Text = Field & { several?: boolean; optional?: boolean; suffix?: string; inputmode?: string }
type Choice = { id: string; value: string; label: string; checked: boolean; hint?: string }
type Choices = { name: string; domId?: string; legend: string; options: Choice[]; error?: string; hint?: string }
type Score = { name: string; legend: string; hint: string; error?: string; options: Choice[]; comment: Field }
type Select = Field & { options: Option[] }

/** Parts of the form of an action. */
export type ActionForm = {
  /** Why the action cannot be taken although it is this person's turn; there is no form then. */
  blocked: string | null
  /** What will follow from the action, one item a line. */
  preview: string[]
  choices: Choices | null
  /** Checkboxes. `folded`: the heading under which they are hidden until one is ticked, where a panel lacks room. */
  boxes: (Choices & { folded?: string; open?: boolean }) | null
  scores: Score[]
  select: Select | null
  /** A box that confirms what the form says about the case; a further field says why. */
  tick: Choices | null
  fields: Text[]
  /** Hidden fields of the form. */
  hidden: { name: string; value: string }[]
  /** Choice of the language in which a text for outside readers is written; null where there is none. */
  writing: WritingView | null
}
/** Reader and case of a form, and what was typed when it was refused. */
export type ActionContext = { reader: DeskReader; file: CaseFile; failure: FormFailure | null }

type FieldContext = Pick<ActionContext, 'reader' | 'failure'>

type Extras = Partial<
  Pick<Text, 'domId' | 'hint' | 'type' | 'several' | 'optional' | 'suffix' | 'inputmode' | 'rows'>
> & {
  /** Initial value of the field. */
  start?: string
}

/** Returns a field of an action's form. Message keys: label `case.field.<name>`, optional hint `case.hint.<name>`. */
export function field(
  { reader: { t }, failure }: FieldContext,
  name: string,
  { start = '', ...extras }: Extras = {},
): Text {
  const error = failure?.errors[name]
  const hint = `case.hint.${name}`
  return {
    name,
    label: t(`case.field.${name}` as MessageKey),
    value: failure ? inputValue(failure.typed, name) : start,
    ...(error ? { error: t(error) } : {}),
    ...(isMessageKey(hint) ? { hint: t(hint) } : {}),
    ...extras,
  }
}

/** Value of `tells` for actions whose text is the reason told to the applicant. */
export const reasonText = { field: 'reason', as: 'reason', extent: extents.reason } as const

type GroundsExtras = {
  optional?: true
  /** Prefix of the ids, where another form of the page has the same fields. */ prefix?: string
}

/** Returns the fields for the reasons of a decision: the ready reasons and the officer's own words. */
export function groundsFields(making: FieldContext, decision: Decision, { optional, prefix }: GroundsExtras = {}) {
  const { t } = making.reader
  const chosenCodes = [making.failure?.typed.reasonCodes ?? []].flat()
  const options = decisionReasons[decision].map(value => ({
    value,
    label: t(`decision.reason.${value}`),
    checked: chosenCodes.includes(value),
  }))
  const named = (id: string) => (prefix ? `${prefix}-${id}` : id)
  const boxes = choices(making, 'reasonCodes', options)
  return {
    boxes: {
      ...boxes,
      domId: named('reasonCodes'),
      options: boxes.options.map(option => ({ ...option, id: named(option.id) })),
    },
    reason: field(making, 'reason', { several: true, domId: named('reason'), ...(optional ? { optional } : {}) }),
  }
}

/**
 * Returns the box that confirms that premises are offered although they lack something for the plan, with the field for the
 * reason, and names what it confirms. Empty when all of them fit or were confirmed before.
 */
export function misfitFields(making: ActionContext, prefix: string, premises: readonly PremisesSummary[]) {
  const { reader, file, failure } = making
  const lines = findUnconfirmed(file.application, premises).flatMap(one =>
    misfitWarnings(reader, file.application, one).map(line => `${one.code}${reader.t('list.colon')}${line}`),
  )
  if (lines.length === 0) return { preview: [], tick: null, fields: [], hidden: [] }
  const isNew = failure?.errors.misfit === 'application.misfit-new'
  const checked = inputValue(failure?.typed ?? {}, 'misfit') === 'yes' && !isNew
  const box = choices(making, 'misfit', [{ value: 'yes', label: reader.t('case.misfit.tick'), checked }])
  const domId = `${prefix}-misfit`
  return {
    preview: lines,
    tick: { ...box, domId, options: box.options.map(option => ({ ...option, id: domId })) },
    fields: [field(making, 'misfitReason', { several: true, rows: 2, domId: `${prefix}-misfitReason` })],
    hidden: [{ name: 'misfitsShown', value: markMisfits(file.application, premises) }],
  }
}

/** Returns a select field. */
export function select(
  making: ActionContext,
  name: string,
  { options, start = '' }: { options: readonly { value: string; label: string }[]; start?: string },
): Select {
  const base = field(making, name, { start })
  return { ...base, options: options.map(option => ({ ...option, selected: option.value === base.value })) }
}

/** Returns a group of radio buttons. The first one has the name as its id, so that a link to the field leads there. */
export function choices(
  { reader: { t }, failure }: FieldContext,
  name: string,
  options: readonly Omit<Choice, 'id'>[],
): Choices {
  const error = failure?.errors[name]
  return {
    name,
    legend: t(`case.field.${name}` as MessageKey),
    options: options.map((option, index) => ({ ...option, id: index === 0 ? name : `${name}-${option.value}` })),
    ...(error ? { error: t(error) } : {}),
  }
}
