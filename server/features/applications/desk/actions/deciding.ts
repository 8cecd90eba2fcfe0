import { formatArea } from '../../../../shared/format.ts'
import { readText } from '../../../../shared/localised-text.ts'
import { typedText } from '../../../../web/forms.ts'
import type { ActionSpec } from './action.ts'
import { choices, field, groundsFields, type ActionForm, type Making } from './form-parts.ts'
import { waitlistPreview } from './waiting.ts'

export const decidingActions = [
  { name: 'offer', move: { from: ['decision', 'public_notice', 'waitlisted'], to: 'offered' }, form: offerForm },
  {
    name: 'waitlist',
    move: { from: ['decision'], to: 'waitlisted' },
    form: making => {
      const { boxes, reason } = groundsFields(making, 'waitlisted', { prefix: 'waitlist' })
      return { boxes, fields: [reason], ...waitlistPreview(making) }
    },
  },
  {
    name: 'reject',
    move: { from: ['decision', 'information_requested'], to: 'rejected' },
    danger: true,
    form: making => {
      const { boxes, reason } = groundsFields(making, 'rejected')
      return { boxes, fields: [reason] }
    },
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
  const { boxes, reason } = groundsFields(making, 'offered', { prefix: 'offer', optional: true })
  return {
    choices: choices(making, 'premises', options),
    boxes,
    fields: [field(making, 'deadlineOn', { type: 'date', start: file.offerUntil }), reason],
  }
}
