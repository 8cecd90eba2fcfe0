import type { ActionSpec } from './action.ts'
import { groundsFields } from './form-parts.ts'

export const screeningActions = [
  { name: 'screening', move: { from: ['submitted'], to: 'screening' }, bare: true, beforeDeclaration: true },
  { name: 'review', move: { from: ['screening'], to: 'review' } },
  {
    name: 'ineligible',
    move: { from: ['screening'], to: 'ineligible' },
    danger: true,
    form: making => {
      const { boxes, reason } = groundsFields(making, 'ineligible')
      return { boxes, fields: [reason] }
    },
  },
] as const satisfies readonly ActionSpec[]
