import { z } from 'zod'
import { objectionOutcomes } from '#models/cases/parts/public-notice.ts'
import { caseAction } from '#features/cases/desk/action.ts'
import {
  choices,
  field,
  groundsFields,
  select,
  type ActionContext,
  type ActionForm,
} from '#features/cases/desk/form-parts.ts'
import { groundsShape } from '#features/cases/desk/input.ts'
import { ownPartIn } from '#features/cases/notice/open.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { inputValue, type FormValues } from '#web/forms/forms.ts'
import { optionalTextField } from '#web/writing/extent.ts'
import type { Recipient } from '#web/writing/view.ts'
import type { DecidingService } from '../service.ts'
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
  run: ({ deciding }: { deciding: DecidingService }, { id, actor, input }) =>
    deciding.objections.answer(id, actor, input),
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
