import type { ActionSpec } from './action.ts'
import { field } from './form-parts.ts'

/** From the accepted offer to the keys. */
export const keysActions = [
  {
    name: 'conditions-not-met',
    move: { from: ['accepted'], to: 'conditions_not_met' },
    danger: true,
    form: making => ({ fields: [field(making, 'reason', { several: true })] }),
  },
  { name: 'contract', move: { from: ['accepted'], to: 'contracted' } },
  {
    name: 'handover',
    isOpen: ({ application }, { kind }) =>
      application.state === 'contracted' && !application.handedOverOn && (kind === 'reviewer' || kind === 'decider'),
    refusal: ({ state, handedOverOn }) => {
      if (state !== 'contracted') return 'application.not-contracted'
      return handedOverOn ? 'application.handed-over-already' : null
    },
    page: true,
  },
] as const satisfies readonly ActionSpec[]
