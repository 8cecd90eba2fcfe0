import { z } from 'zod'
import { caseAction } from '#features/cases/desk/action.ts'
import { field, reasonText } from '#features/cases/desk/form-parts.ts'
import { mayExtend } from '#features/cases/requests/extending.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import type { ReviewingService } from '../service.ts'

/** Gives the applicant more time to answer a request. */
export const extend = caseAction({
  name: 'extend',
  roles: ['reviewer', 'decider'],
  byTable: true,
  asShown: true,
  isOpen: ({ application }, actor) => application.state === 'information_requested' && mayExtend(actor),
  refusal: ({ state }) => (state === 'information_requested' ? null : 'application.refused.no-such-move'),
  isNext: () => false,
  input: z.object({ answerOn: dayField, reason: requiredTextField(extents.moreTime) }),
  tells: { ...reasonText, extent: extents.moreTime },
  form(making) {
    const { answerBy } = making.file.application
    return {
      fields: [
        field(making, 'answerOn', { type: 'date', start: answerBy ? cityDayOf(answerBy) : '' }),
        field(making, 'reason', { several: true, rows: 2, domId: 'extend-reason' }),
      ],
    }
  },
  run: ({ reviewing }: { reviewing: ReviewingService }, { id, actor, input }) =>
    reviewing.requests.extend(id, actor, input),
})
