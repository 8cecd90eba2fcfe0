import type { ActionSpec } from './action.ts'
import { field } from './form-parts.ts'

export const screeningActions = [
  { name: 'screening', move: { from: ['submitted'], to: 'screening' }, bare: true },
  { name: 'review', move: { from: ['screening'], to: 'review' } },
  {
    name: 'ineligible',
    move: { from: ['screening'], to: 'ineligible' },
    danger: true,
    form: making => ({ fields: [field(making, 'reason', { several: true })] }),
  },
] as const satisfies readonly ActionSpec[]
