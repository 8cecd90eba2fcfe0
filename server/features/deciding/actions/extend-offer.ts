import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { caseAction } from '#features/cases/desk/action.ts'
import { field, reasonText } from '#features/cases/desk/form-parts.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import { cityDayOf } from '#shared/days/city-day.ts'

/** Gives an applicant more time to answer an offer, once. */
export const extendOffer = caseAction({
  name: 'extend-offer',
  roles: ['reviewer', 'decider'],
  asShown: true,
  isOpen: ({ application, today }, { kind }) =>
    (kind === 'reviewer' || kind === 'decider') && isExtendable(application, today),
  refusal({ state, offer }) {
    if (state !== 'offered') return 'application.refused.no-such-move'
    return offer?.extendedFrom ? 'application.offer-extended' : 'application.refused.deadline-passed'
  },
  input: z.object({ deadlineOn: dayField, reason: requiredTextField(extents.reason) }),
  tells: reasonText,
  form: making => ({
    fields: [field(making, 'deadlineOn', { type: 'date' }), field(making, 'reason', { several: true })],
  }),
  isNext: () => false,
  run: ({ deciding }, { id, actor, input }) => deciding.offers.extend(id, actor, input),
})

const isExtendable = ({ state, offer }: Application, today: string): boolean =>
  state === 'offered' && !offer?.extendedFrom && today <= cityDayOf(offer?.deadline ?? new Date(0))
