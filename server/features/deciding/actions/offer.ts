import { z } from 'zod'
import { markTerms } from '#features/cases/acceptance/offered-terms.ts'
import { caseAction } from '#features/cases/desk/action.ts'
import {
  choices,
  groundsFields,
  misfitFields,
  reasonText,
  type ActionContext,
  type ActionForm,
} from '#features/cases/desk/form-parts.ts'
import { groundsShape, longText, misfitShape } from '#features/cases/desk/input.ts'
import { stageOf } from '#features/cases/status/stage.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { text } from '#web/forms/forms.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { deadlineField, freeAmong, freeChoices, termsLine } from './free-choices.ts'

/** Offers a free unit, or the one that the public notice announced, and holds it for the applicant until a day. */
export const offer = caseAction({
  name: 'offer',
  roles: ['reviewer', 'decider'],
  move: { from: ['decision', 'public_notice', 'waitlisted'], to: 'offered' },
  asShown: true,
  input: z.object({
    premises: z.string(messageKey('form.choose')).min(1, messageKey('form.choose')),
    deadlineOn: dayField,
    ...groundsShape('offered'),
    ...misfitShape,
    /** Which terms the page showed (`markTerms`). Forms of an earlier release and of programs do not say it. */
    termsShown: text(longText).optional(),
    /** Note on the objections to a public notice. */
    note: text(longText).optional().default(''),
  }),
  tells: reasonText,
  form: making => (making.file.application.state === 'public_notice' ? announcedForm(making) : freeForm(making)),
  isNext: ({ application }) => stageOf(application) !== 'offer_waits',
  run: ({ deciding }, { id, actor, input }) => deciding.offers.make(id, actor, input),
})

function freeForm(making: ActionContext): Partial<ActionForm> {
  const premises = freeChoices(making)
  if (!premises) return { blocked: making.reader.t('case.offer.none-free') }
  const { boxes, reason } = groundsFields(making, 'offered', { prefix: 'offer', optional: true })
  const { fields, hidden, ...misfit } = misfitFields(making, 'offer', freeAmong(making))
  return {
    choices: premises,
    boxes,
    ...misfit,
    fields: [...fields, deadlineField(making), reason],
    hidden: [...hidden, shownTerms(making)],
  }
}

/** Returns the form for the offer of the premises that the public notice announced. */
function announcedForm(making: ActionContext): Partial<ActionForm> {
  if (stageOf(making.file.application) === 'offer_waits')
    return { blocked: making.reader.t('application.offer-elsewhere') }
  const code = making.file.application.notice?.premises ?? ''
  const announced = making.file.choices.flatMap(({ standing }) => (standing?.code === code ? [standing] : []))
  const { fields, hidden, ...misfit } = misfitFields(making, 'offer', announced)
  const hint = termsLine(making, code).join('')
  return {
    choices: choices(making, 'premises', [{ value: code, label: code, hint, checked: true }]),
    ...misfit,
    hidden: [...hidden, shownTerms(making)],
    fields: [...fields, deadlineField(making)],
  }
}

/** Returns the hidden field that says which terms the page shows. */
const shownTerms = ({ file }: ActionContext) => ({ name: 'termsShown', value: markTerms(file.terms) })
