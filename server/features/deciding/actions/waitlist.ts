import { caseAction } from '#features/cases/desk/action.ts'
import {
  groundsFields,
  misfitFields,
  reasonText,
  type ActionContext,
  type ActionForm,
} from '#features/cases/desk/form-parts.ts'
import { groundsForm, misfitShape } from '#features/cases/desk/input.ts'

/** Puts a case on the waiting list of its choices while none of them is free. */
export const waitlist = caseAction({
  name: 'waitlist',
  roles: ['reviewer', 'decider'],
  move: { from: ['decision'], to: 'waitlisted' },
  asShown: true,
  input: groundsForm('waitlisted').safeExtend(misfitShape),
  tells: reasonText,
  form(making) {
    const { boxes, reason } = groundsFields(making, 'waitlisted', { prefix: 'waitlist' })
    const known = making.file.choices.flatMap(({ standing }) => standing ?? [])
    const { preview, tick, fields, hidden } = misfitFields(making, 'waitlist', known)
    const places = placesPreview(making)
    const lines = [...(places.preview ?? []), ...preview]
    return { boxes, tick, hidden, fields: [reason, ...fields], ...places, preview: lines }
  },
  run: ({ deciding }, { id, actor, input }) => deciding.waiting.enlist(id, actor, input),
})

/** Returns the place that the case would get on the waiting list. Blocked while a choice can be offered. */
function placesPreview({ reader: { t }, file }: ActionContext): Partial<ActionForm> {
  const free = file.choices.find(({ standing }) => standing?.status === 'available')
  if (free) return { blocked: t('application.choice-free', { code: free.code }) }
  return { preview: file.places.map(({ code, place, of }) => t('waiting.place', { code, place, total: of })) }
}
