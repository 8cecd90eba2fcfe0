import { isMessageKey, type MessageKey } from '../../../../shared/i18n.ts'
import { typedText, type FormFailure } from '../../../../web/forms.ts'
import type { CaseFile } from '../../case-file.ts'
import type { Reader } from '../words.ts'

type Field = { name: string; label: string; value: string; error?: string; hint?: string; type?: string; rows?: number }
type Text = Field & { several?: boolean; optional?: boolean; suffix?: string; inputmode?: string }
type Choice = { id: string; value: string; label: string; checked: boolean; hint?: string }
type Choices = { name: string; legend: string; options: Choice[]; error?: string; hint?: string }
type Score = { name: string; legend: string; hint: string; error?: string; options: Choice[] }

/** What there is to fill in before an action is taken. */
export type ActionForm = {
  /** Why it cannot be done although it is this person's turn; then there is no form. */
  blocked: string | null
  choices: Choices | null
  scores: Score[]
  fields: Text[]
}
/** Whom a form is made for, about which case, and what was typed when it was refused. */
export type Making = { reader: Reader; file: CaseFile; failure: FormFailure | null }

type Extras = Partial<Pick<Text, 'type' | 'several' | 'optional' | 'suffix' | 'inputmode' | 'rows'>> & {
  /** What stands in the field before anything is typed. */
  start?: string
}

/** A field of an action's form: its label is `case.field.<name>`, its hint, if there is one, `case.hint.<name>`. */
export function field({ reader: { t }, failure }: Making, name: string, { start = '', ...extras }: Extras = {}): Text {
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

/** Radio buttons; the first has the name as its id, so that a link to the field leads there. */
export function choices(
  { reader: { t }, failure }: Making,
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
