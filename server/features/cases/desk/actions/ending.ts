import { typedText } from '#web/forms/forms.ts'
import { hasEnded, reopeningTargets } from '#features/cases/states.ts'
import type { ActionSpec } from './action.ts'
import { choices, field, type Making } from './form-parts.ts'

/** The way back from any end. */
export const endingActions = [
  {
    name: 'reopen',
    isOpen: ({ application, moves }, { kind }) =>
      kind === 'administrator' && hasEnded(application.state) && moves.some(({ verdict }) => verdict.ok),
    form: making => ({ choices: targets(making), fields: [field(making, 'reason', { several: true })] }),
  },
] as const satisfies readonly ActionSpec[]

function targets(making: Making) {
  const typed = typedText(making.failure?.typed ?? {}, 'to')
  const options = reopeningTargets.map(value => ({
    value,
    label: making.reader.t(`application.state.${value}`),
    checked: typed === value,
  }))
  return choices(making, 'to', options)
}
