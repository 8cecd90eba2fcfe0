import { cityDayOf } from '#shared/days/city-day.ts'
import type { Application } from '#models/cases/application.ts'
import type { ActionSpec } from './action.ts'
import { field, tellsReason, type ActionForm, type Making } from './form-parts.ts'

const isExtendable = ({ state, offer }: Application, today: string): boolean =>
  state === 'offered' && !offer?.extendedFrom && today <= cityDayOf(offer?.deadline ?? new Date(0))

/** Actions that extend an offer or end the wait on the waiting list. */
export const waitingActions = [
  {
    name: 'extend-offer',
    tells: tellsReason,
    isOpen: ({ application, today }, { kind }) =>
      (kind === 'reviewer' || kind === 'decider') && isExtendable(application, today),
    refusal: ({ state, offer }) => {
      if (state !== 'offered') return 'application.refused.no-such-move'
      return offer?.extendedFrom ? 'application.offer-extended' : 'application.refused.deadline-passed'
    },
    form: making => ({
      fields: [field(making, 'deadlineOn', { type: 'date' }), field(making, 'reason', { several: true })],
    }),
    isNext: () => false,
  },
  {
    name: 'lapse',
    tells: tellsReason,
    move: { from: ['waitlisted'], to: 'lapsed' },
    danger: true,
    form: making => ({ fields: [field(making, 'reason', { several: true })] }),
  },
] as const satisfies readonly ActionSpec[]

/** Returns the place that the case would get on the waiting list. Blocked while a choice can be offered. */
export function waitlistPreview({ reader: { t }, file }: Making): Partial<ActionForm> {
  const free = file.choices.find(({ standing }) => standing?.status === 'available')
  if (free) return { blocked: t('application.choice-free', { code: free.code }) }
  return { preview: file.places.map(({ code, place, of }) => t('waiting.place', { code, place, total: of })) }
}
