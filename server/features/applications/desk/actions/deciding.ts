import { formatArea } from '../../../../shared/format.ts'
import { readText } from '../../../../shared/localised-text.ts'
import { typedText } from '../../../../web/forms.ts'
import type { ActionSpec } from './action.ts'
import { choices, field, type ActionForm, type Making } from './form-parts.ts'

export const decidingActions = [
  { name: 'offer', move: { from: ['decision', 'public_notice', 'waitlisted'], to: 'offered' }, form: offerForm },
  {
    name: 'reject',
    move: { from: ['decision', 'information_requested'], to: 'rejected' },
    danger: true,
    form: making => ({ fields: [field(making, 'reason', { several: true })] }),
  },
] as const satisfies readonly ActionSpec[]

/** Only what is free can be offered; the page shows all choices with what keeps the others. */
function offerForm(making: Making): Partial<ActionForm> {
  const {
    reader: { t, locale },
    file,
    failure,
  } = making
  const free = file.choices.flatMap(({ code, standing }, index) =>
    standing?.status === 'available' ? [{ code, standing, rank: index + 1 }] : [],
  )
  if (free.length === 0) return { blocked: t('case.offer.none-free') }
  const typed = failure ? typedText(failure.typed, 'premises') : free[0]?.code
  const options = free.map(({ code, standing, rank }) => ({
    value: code,
    label: t('case.choice', { rank, code }),
    hint: [readText(standing.title, locale).text, formatArea(locale, standing.areaUsableSqM)].join(' · '),
    checked: typed === code,
  }))
  return {
    choices: choices(making, 'premises', options),
    fields: [field(making, 'deadlineOn', { type: 'date', start: file.offerUntil })],
  }
}
