import type { ActionSpec } from './action.ts'
import { field, type Making } from './form-parts.ts'

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
    form: making => ({
      fields: [
        field(making, 'on', { type: 'date', start: making.file.today }),
        meter(making, 'electricityMeter'),
        meter(making, 'waterMeter', { optional: true }),
        meter(making, 'heatMeter', { optional: true }),
        field(making, 'inventory', { several: true }),
      ],
    }),
  },
] as const satisfies readonly ActionSpec[]

type Meter = 'electricityMeter' | 'waterMeter' | 'heatMeter'
const meter = (making: Making, name: Meter, extras: { optional?: true } = {}) =>
  field(making, name, { ...extras, suffix: making.reader.t(`case.unit.${name}`), inputmode: 'decimal' })
