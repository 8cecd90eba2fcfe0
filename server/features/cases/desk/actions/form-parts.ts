import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { typedText, type FormFailure } from '#web/forms/forms.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { decisionReasons, type Decision } from '#features/cases/notice/decision-reasons.ts'
import type { Option } from '#web/forms/fields.ts'
import { extents } from '#features/cases/writing/extents.ts'
import type { WritingView } from '#web/writing/view.ts'
import type { DeskReader } from '../labels.ts'

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

/** What there is to fill in before an action is taken. */
export type ActionForm = {
  /** Why it cannot be done although it is this person's turn; then there is no form. */
  blocked: string | null
  /** What exactly will follow, a line each. */
  preview: string[]
  choices: Choices | null
  /** Any of a few; `folded`: behind this heading until something is chosen, where a panel has no room for them. */
  boxes: (Choices & { folded?: string; open?: boolean }) | null
  scores: Score[]
  select: Select | null
  fields: Text[]
  /** What the form carries along. */
  hidden: { name: string; value: string }[]
  /** In which language it is written, where somebody outside reads it. */
  writing: WritingView | null
}
/** Whom a form is made for, about which case, and what was typed when it was refused. */
export type Making = { reader: DeskReader; file: CaseFile; failure: FormFailure | null }

type Typing = Pick<Making, 'reader' | 'failure'>

type Extras = Partial<
  Pick<Text, 'domId' | 'hint' | 'type' | 'several' | 'optional' | 'suffix' | 'inputmode' | 'rows'>
> & {
  /** What stands in the field before anything is typed. */
  start?: string
}

/** A field of an action's form: its label is `case.field.<name>`, its hint, if there is one, `case.hint.<name>`. */
export function field({ reader: { t }, failure }: Typing, name: string, { start = '', ...extras }: Extras = {}): Text {
  const error = failure?.errors[name]
  const hint = `case.hint.${name}`
  return {
    name,
    label: t(`case.field.${name}` as MessageKey),
    value: failure ? typedText(failure.typed, name) : start,
    ...(error ? { error: t(error) } : {}),
    ...(isMessageKey(hint) ? { hint: t(hint) } : {}),
    ...extras,
  }
}

/** Of an action whose words the applicant is told as its reason. */
export const tellsReason = { field: 'reason', as: 'reason', extent: extents.reason } as const

type GroundsExtras = {
  optional?: true
  /** Before the ids, where another form of the page has such fields. */ prefix?: string
}

/** The reasons of a decision: those of its list, and one's own words. */
export function groundsFields(making: Typing, decision: Decision, { optional, prefix }: GroundsExtras = {}) {
  const { t } = making.reader
  const typed = [making.failure?.typed.reasonCodes ?? []].flat()
  const options = decisionReasons[decision].map(value => ({
    value,
    label: t(`decision.reason.${value}`),
    checked: typed.includes(value),
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

/** One of a list that may be long. */
export function select(
  making: Making,
  name: string,
  { options, start = '' }: { options: readonly { value: string; label: string }[]; start?: string },
): Select {
  const known = field(making, name, { start })
  return { ...known, options: options.map(option => ({ ...option, selected: option.value === known.value })) }
}

/** Radio buttons; the first has the name as its id, so that a link to the field leads there. */
export function choices(
  { reader: { t }, failure }: Typing,
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
