import { pathTo } from '#server/paths.ts'
import { conditionKinds, type Condition } from '#models/cases/parts/acceptance.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { extents } from '#features/cases/writing/extents.ts'
import type { CheckedOption, Option } from '#web/forms/fields.ts'
import { typedText, type FormFailure } from '#web/forms/forms.ts'
import type { Extent } from '#web/writing/extent.ts'
import { writingFields, writingView, type Recipient, type WritingView } from '#web/writing/view.ts'

type Typed = { name: string; domId: string; label: string; value: string; error?: string }
type Day = Typed & { type: 'date' }

/** Form for a decision on one condition, or another due day. */
export type ConditionForm = {
  /** Hidden field by which a text that comes back from translation finds its condition. */
  conditionId: string
  action: string
  decisions: { name: string; legend: string; options: CheckedOption[] }
  dueOn: Day
  noting: Typed & { hint: string; rows: number }
  writing: WritingView
  unfolded: boolean
}
/** Form for a further condition that the standard list does not contain. */
export type AdditionForm = {
  id: 'condition-add'
  action: string
  open: boolean
  kind: Typed & { options: Option[] }
  asked: Typed & { rows: number }
  dueOn: Day
  writing: WritingView
}

type Making = { application: string; recipient: Recipient; failure: FormFailure | null }

const decisions = ['met', 'waived', 'open'] as const

/** Returns the form of one condition. The state that it already has is not among the options. */
export function conditionForm(reader: DeskReader, { _id, state, dueOn }: Condition, making: Making): ConditionForm {
  const { t, locale } = reader
  const { application: id, failure } = making
  const conditionId = _id.toHexString()
  const fieldOf = fieldsOf(reader, failure, conditionId)
  const noting = { ...fieldOf('note', t('acceptance.staff.note')), hint: t('acceptance.staff.note-hint'), rows: 2 }
  const chosen = typedText(failure?.typed ?? {}, 'to')
  return {
    conditionId,
    action: pathTo(locale, '/staff/applications/:id/acceptance/conditions/:conditionId', { id, conditionId }),
    decisions: {
      name: 'to',
      legend: t('acceptance.staff.decide'),
      options: decisions
        .filter(to => to !== state)
        .map(to => ({
          id: `${conditionId}-${to}`,
          ...{ value: to, label: t(`acceptance.staff.to.${to}`), checked: chosen === to },
        })),
    },
    dueOn: { ...fieldOf('dueOn', t('acceptance.staff.due'), dueOn), type: 'date' },
    noting,
    writing: writingOf(reader, making, { ...noting, extent: extents.conditionNote }, conditionId),
    unfolded: failure !== null,
  }
}

export function additionForm(reader: DeskReader, making: Making): AdditionForm {
  const { t, locale } = reader
  const { application: id, failure } = making
  const fieldOf = fieldsOf(reader, failure, 'condition-add')
  const kind = fieldOf('kind', t('acceptance.staff.kind'), 'other_paper')
  const asked = { ...fieldOf('text', t('acceptance.staff.text')), rows: 2 }
  return {
    id: 'condition-add',
    action: pathTo(locale, '/staff/applications/:id/acceptance/conditions', { id }),
    open: failure !== null,
    kind: {
      ...kind,
      options: conditionKinds.map(value => ({
        ...{ value, label: t(`document.kind.${value}`), selected: value === kind.value },
      })),
    },
    asked,
    dueOn: { ...fieldOf('dueOn', t('acceptance.staff.due')), type: 'date' },
    writing: writingOf(reader, making, { ...asked, extent: extents.condition }, 'condition-add'),
  }
}

type Told = Pick<Typed, 'name' | 'label'> & { extent: Extent }
const writingOf = (reader: DeskReader, { recipient, failure }: Making, { name, label, extent }: Told, prefix: string) =>
  writingView(reader, { recipient, parts: [{ name, label, extent }], failure, prefix })

const fieldsOf =
  ({ t }: DeskReader, failure: FormFailure | null, prefix: string) =>
  (name: string, label: string, start = ''): Typed => {
    const error = failure?.errors[name]
    const value = failure ? typedText(failure.typed, name) || start : start
    return { name, domId: `${prefix}-${name}`, label, value, ...(error ? { error: t(error) } : {}) }
  }

/** Returns all fields of a form, by the names that errors use. */
export const fieldsIn = (form: ConditionForm | AdditionForm): { name: string; label: string; domId: string }[] => [
  ...('noting' in form ? [form.noting] : [form.kind, form.asked]),
  form.dueOn,
  ...writingFields(form.writing),
]
