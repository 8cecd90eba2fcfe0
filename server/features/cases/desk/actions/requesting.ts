import { cityDayOf } from '#shared/days/city-day.ts'
import { mayExtend } from '#features/cases/requests/extending.ts'
import type { ActionSpec } from './action.ts'
import { field } from './form-parts.ts'

/** Asking the applicant for more, and waiting longer for the answer. */
export const requestingActions = [
  {
    name: 'request',
    move: { from: ['screening', 'review'], to: 'information_requested' },
    page: true,
    isNext: () => false,
  },
  {
    name: 'extend',
    isOpen: ({ application }, actor) => application.state === 'information_requested' && mayExtend(actor),
    refusal: ({ state }) => (state === 'information_requested' ? null : 'application.refused.no-such-move'),
    isNext: () => false,
    form: making => {
      const { answerBy } = making.file.application
      return {
        fields: [
          field(making, 'answerOn', { type: 'date', start: answerBy ? cityDayOf(answerBy) : '' }),
          field(making, 'reason', { several: true, rows: 2, domId: 'extend-reason' }),
        ],
      }
    },
  },
] as const satisfies readonly ActionSpec[]
