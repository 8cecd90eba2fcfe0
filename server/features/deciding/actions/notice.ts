import { z } from 'zod'
import { caseAction } from '#features/cases/desk/action.ts'
import { groundsFields, misfitFields, reasonText } from '#features/cases/desk/form-parts.ts'
import { groundsShape, misfitShape } from '#features/cases/desk/input.ts'
import { freeAmong, freeChoices } from './free-choices.ts'

/** Announces on the site that a unit is to be offered. Others may object before the offer is made. */
export const notice = caseAction({
  name: 'notice',
  roles: ['reviewer', 'decider'],
  move: { from: ['decision'], to: 'public_notice' },
  asShown: true,
  input: z.object({
    premises: z.string('form.choose').min(1, 'form.choose'),
    ...groundsShape('offered'),
    ...misfitShape,
  }),
  tells: reasonText,
  form(making) {
    const premises = freeChoices(making)
    if (!premises) return { blocked: making.reader.t('case.offer.none-free') }
    const { boxes, reason } = groundsFields(making, 'offered', { prefix: 'notice', optional: true })
    const { fields, ...misfit } = misfitFields(making, 'notice', freeAmong(making))
    return { choices: premises, boxes, ...misfit, fields: [...fields, reason] }
  },
  run: ({ deciding }, { id, actor, input }) => deciding.notices.publish(id, actor, input),
})
