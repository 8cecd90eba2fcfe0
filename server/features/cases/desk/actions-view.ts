import { pathTo } from '#server/paths.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { actorOf } from '#web/access/access.ts'
import {
  inputValue,
  summaryOfFields,
  type ErrorSummary,
  type FormFailure,
  type LabelledField,
} from '#web/forms/forms.ts'
import type { CaseFile } from '../queue/case-file.ts'
import type { ActionName, CaseAction } from './action.ts'
import { extentIn, type CaseActions } from './action-list.ts'
import type { ActionForm, ActionContext } from './form-parts.ts'
import { writingFields, writingView } from '#web/writing/view.ts'
import type { DeskReader } from './labels.ts'

export type ActionView = ActionForm & {
  id: ActionName
  href: string
  label: string
  /** `main` marks the one action to take now; at most one action has it. */
  tone: 'main' | 'second' | 'danger'
  open: boolean
  /** A form without fields and confirmation is shown as its button only. */
  bare: boolean
  place: CaseAction['place'] | null
  /** True for a link to a separate page. */
  page: boolean
  confirm: string | null
  submit: string
}

/** A refused form with what was typed. */
export type RefusedAction = { action: ActionName; failure: FormFailure } | null

type Shown = { file: CaseFile; actions: CaseActions; refused: RefusedAction }

/**
 * Returns the forms of the actions that this person can take now. The first one without `danger` and `place` that usually
 * comes next (`isNext`) is the main one.
 */
export function actionsView(reader: DeskReader, { file, actions: all, refused }: Shown): ActionView[] {
  const actions = all.openTo(file, actorOf(reader.account)).filter(({ on }) => !on)
  const main = actions.find(({ danger, place, isNext }) => !danger && !place && (isNext?.(file) ?? true))
  return actions.map(action => ({
    ...headOf(reader, file, action),
    ...stateOf(action, file, refused),
    tone: toneOf(action, main),
    ...formOf(action, { reader, file, failure: failureOf(action, refused) }),
  }))
}

function headOf({ t, locale }: DeskReader, file: CaseFile, { name, label, confirm, bare }: CaseAction) {
  return {
    id: name,
    href: `${pathTo(locale, '/staff/applications/:id', { id: file.application._id.toHexString() })}/${name}`,
    label: t(label?.(file) ?? `case.action.${name}`),
    confirm: bare ? null : t(confirm?.(file) ?? (`case.confirm.${name}` as MessageKey)),
    submit: t(`case.submit.${name}`),
  }
}

const stateOf = (action: CaseAction, file: CaseFile, refused: RefusedAction) => ({
  open: failureOf(action, refused) !== null || (action.unfolded?.(file) ?? false),
  bare: action.bare ?? false,
  place: action.place ?? null,
  page: action.page ?? false,
})

const failureOf = ({ name }: CaseAction, refused: RefusedAction): FormFailure | null =>
  refused?.action === name ? refused.failure : null

const plainForm = ({ form }: CaseAction, making: ActionContext): ActionForm => ({
  blocked: null,
  preview: [],
  choices: null,
  boxes: null,
  scores: [],
  select: null,
  tick: null,
  fields: [],
  hidden: [],
  writing: null,
  ...form?.(making),
})

const formOf = (action: CaseAction, making: ActionContext): ActionForm =>
  withWriting(action, making, withRevision(action, making, plainForm(action, making)))

function withRevision({ asShown }: CaseAction, { file, failure }: ActionContext, form: ActionForm): ActionForm {
  const shown = inputValue(failure?.typed ?? {}, 'revision')
  const revision = { name: 'revision', value: shown || String(file.application.revision) }
  return asShown ? { ...form, hidden: [...form.hidden, revision] } : form
}

/** Adds the part that asks for the language of the texts; none where the form has no field for outside readers. */
function withWriting(action: CaseAction, making: ActionContext, form: ActionForm): ActionForm {
  const { name, tells, recipient, start } = action
  const names = [tells?.field, ...(tells?.also ?? []).map(({ field }) => field)]
  const parts = form.fields.filter(one => names.includes(one.name))
  if (parts.length === 0 || form.blocked) return form
  const { reader, file, failure } = making
  const viewOptions = {
    recipient: recipient?.(file, failure?.typed ?? {}) ?? file.recipient,
    parts: parts.map(part => ({ name: part.name, label: part.label, extent: extentIn(action, part.name) })),
    start: start?.(file) ?? {},
  }
  return { ...form, writing: writingView(reader, { ...viewOptions, failure, prefix: name }) }
}

function toneOf(action: CaseAction, main: CaseAction | undefined): ActionView['tone'] {
  if (action.danger) return 'danger'
  return action === main ? 'main' : 'second'
}

/**
 * Returns the errors of a refused form, each with the label of its field and a link to the field in the form that was sent.
 */
export function refusedErrors({ t }: DeskReader, refused: RefusedAction, views: readonly ActionView[]): ErrorSummary {
  const form = views.find(({ id }) => id === refused?.action)
  return summaryOfFields(t, refused?.failure.errors, form ? labelledFields(t, form) : [])
}

function labelledFields(
  t: DeskReader['t'],
  { choices, boxes, scores, select, tick, fields, writing }: ActionForm,
): LabelledField[] {
  const groups = [choices, boxes, tick, ...scores].filter(group => group !== null)
  const comments = scores.map(({ legend, comment }) => ({
    ...comment,
    label: [legend, comment.label].join(t('list.apposition')),
  }))
  return [
    ...groups.map(group => ({ ...group, label: group.legend })),
    ...(select ? [select] : []),
    ...fields,
    ...writingFields(writing),
    ...comments,
  ]
}
