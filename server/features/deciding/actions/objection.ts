import { z } from 'zod'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { objectionOutcomes, type ObjectionAnswer } from '#models/cases/parts/public-notice.ts'
import { ObjectionModel, type Objection } from '#models/deciding/objection.ts'
import { applyChange, readCaseFor, staleConflict, type OutgoingText } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import {
  choices,
  field,
  groundsFields,
  select,
  type ActionContext,
  type ActionForm,
} from '#features/cases/desk/form-parts.ts'
import { groundsShape } from '#features/cases/desk/input.ts'
import { groundsInWords } from '#features/cases/notice/decision-reasons.ts'
import { isUpheld, openObjections, ownPartIn } from '#features/cases/notice/open.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Actor } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { inputValue, type FormValues } from '#web/forms/forms.ts'
import { optionalTextField } from '#web/writing/extent.ts'
import type { Recipient } from '#web/writing/view.ts'
import { keyOf } from '../notice/answering.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { formatInstant } from '#shared/texts/format.ts'

/** Checks whether a ready text says that an objection is right; the others say that it is not. */
const upholds = (code: string): boolean => code === 'record_differs' || code === 'rule_missed'

const hasReasonOrText = (codes: readonly string[] | undefined, answer: string | undefined): boolean =>
  (codes?.length ?? 0) > 0 || Boolean(answer)

/** Answers one objection to a public notice. Nobody answers who took part in the decision. */
export const objection = caseAction({
  name: 'objection',
  roles: ['reviewer', 'decider'],
  isOpen: (file, { kind, id }) =>
    (kind === 'reviewer' || kind === 'decider') &&
    unanswered(file).length > 0 &&
    ownPartIn(file.application, id) === null,
  refusal: (application, { id }) => ownPartIn(application, id) ?? 'notice.refused.answered',
  input: z
    .object({
      objection: z.string('form.choose').regex(/^[0-9a-f]{24}$/, 'form.choose'),
      outcome: z.enum(objectionOutcomes, 'form.choose'),
      reasonCodes: groundsShape('objection').reasonCodes,
      answer: optionalTextField(extents.objectionAnswer),
    })
    // Also checked while no outcome is chosen, so that both errors are shown at once.
    .refine(({ reasonCodes, answer }) => hasReasonOrText(reasonCodes, answer), {
      path: ['answer'],
      error: 'form.required',
      when: () => true,
    })
    .refine(({ outcome, reasonCodes }) => reasonCodes.every(code => upholds(code) === (outcome === 'upheld')), {
      path: ['reasonCodes'],
      error: 'notice.reason-of-other-outcome',
    })
    .transform(({ answer, ...made }) => ({ ...made, text: answer })),
  tells: { field: 'answer', as: 'text', extent: extents.objectionAnswer },
  recipient: objectorOf,
  form: objectionForm,
  unfolded: ({ application }) => application.state === 'public_notice',
  run: ({ casePorts }: WithPorts, { id, actor, input }) => answerObjection(casePorts, id, actor, input),
})

/** Returns the objections of this notice or an earlier one that nobody has answered. */
function unanswered({ objections, application: { objectionAnswers = [] } }: CaseFile) {
  return objections.filter(({ _id }) => !objectionAnswers.some(answer => answer.objection === _id.toHexString()))
}

/** Returns the author of the chosen objection, or of the first unanswered one. */
function objectorOf(file: CaseFile, input: FormValues): Recipient {
  const named = file.objections.find(({ _id }) => _id.toHexString() === inputValue(input, 'objection'))
  const chosen = named ?? unanswered(file)[0]
  return { name: chosen?.name ?? '—', language: chosen?.locale ?? 'zh' }
}

/** Returns the form that selects an objection, its outcome and the answer to its author. */
function objectionForm(making: ActionContext): Partial<ActionForm> {
  const { t, locale } = making.reader
  const options = unanswered(making.file).map(one => ({
    value: one._id.toHexString(),
    label: `${one.name}${t('list.apposition')}${formatInstant(locale, one.at)} (${t(`notice.language.${one.locale ?? 'zh'}`)})`,
  }))
  const chosenOutcome = inputValue(making.failure?.typed ?? {}, 'outcome')
  const outcomes = objectionOutcomes.map(value => ({
    value,
    label: t(`notice.outcome.${value}`),
    checked: chosenOutcome === value,
  }))
  const { boxes } = groundsFields(making, 'objection', { prefix: 'objection' })
  return {
    select: select(making, 'objection', { options, start: options[0]?.value ?? '' }),
    choices: choices(making, 'outcome', outcomes),
    boxes: { ...boxes, folded: t('wording.group.ready'), open: boxes.options.some(({ checked }) => checked) },
    fields: [field(making, 'answer', { several: true, rows: 4 })],
  }
}

export type NewAnswer = OutgoingText & Pick<ObjectionAnswer, 'objection' | 'outcome' | 'reasonCodes' | 'text'>

/**
 * Answers one objection; an answer is final. Its author gets a mail if they left an address. Throws
 * `notice.refused.answered` when the objection is already answered or belongs to another case, and
 * `notice.refused.own-part` for somebody who announced the decision or scored the case (ADR 80).
 */
async function answerObjection(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { objection, outcome, reasonCodes = [], text, writing, sends }: NewAnswer,
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  const ownPart = ownPartIn(was, actor.id)
  if (ownPart) throw conflict(ownPart, { facts: { id } })
  const exists = await ObjectionModel.exists({ _id: objection, application: was._id })
  if (!exists || was.objectionAnswers?.some(answer => answer.objection === objection))
    throw conflict('notice.refused.answered', { facts: { id } })
  const by = { id: actor.id ?? '', name: actor.name ?? '' }
  const texts = { text, ...(text && writing ? { writing } : {}) }
  const answer: ObjectionAnswer = { objection, at: clock.now(), by, outcome, reasonCodes, ...texts }
  const answered = await applyChange({
    was,
    kind: 'objection_answered',
    actor,
    at: answer.at,
    note: groundsInWords(translatorFor('zh'), { reasonCodes, reason: text }).join('\n'),
    push: { objectionAnswers: answer },
    writing,
    sends,
    told: [{ field: 'outcome', before: null, after: outcome }],
    unset: isAllSettled(was, answer) ? ['dueOn'] : [],
    effects: [{ kind: 'objection', facts: { objection }, key: keyOf(objection) }],
  })
  if (!answered) throw staleConflict(was)
  return answered
}

/** Checks whether all objections are answered and none upheld; then the case only waits for the end of its notice. */
function isAllSettled(was: Application, answer: ObjectionAnswer): boolean {
  const after = { ...was, objectionAnswers: [...(was.objectionAnswers ?? []), answer] }
  return was.state === 'public_notice' && openObjections(after).length === 0 && !isUpheld(after)
}

/**
 * Answers an objection from the command line (`npm run staff`). Used when everybody in the office had a part in the decision
 * (ADR 80). `objection` is the number of one of `openObjectionsTo`, from 1.
 */
export async function answerAtTheMachine(
  deps: Pick<Deps, 'clock'>,
  reference: string,
  { objection: number, outcome, reason }: { objection: number; outcome: ObjectionAnswer['outcome']; reason: string },
): Promise<{ left: number }> {
  const open = await openObjectionsTo(reference)
  const chosen = open[number - 1]
  if (!chosen) throw conflict('notice.refused.answered', { facts: { reference } })
  const { _id, application } = chosen
  const actor = { kind: 'decider', name: 'npm run staff' } as const
  await answerObjection(deps, application.toHexString(), actor, { objection: _id.toHexString(), outcome, text: reason })
  return { left: open.length - 1 }
}

/** Returns the unanswered objections to a case, the oldest first. Throws "not found" when there is no such case. */
export async function openObjectionsTo(reference: string): Promise<Objection[]> {
  const was = await ApplicationModel.findOne({ reference }).lean<Application>()
  if (!was) throw notFound('application.not-found')
  const found = await ObjectionModel.find({ application: was._id }).sort({ at: 1, _id: 1 }).lean<Objection[]>()
  return found.filter(({ _id }) => !was.objectionAnswers?.some(({ objection }) => objection === _id.toHexString()))
}
