import { formatArea } from '../../../../shared/format.ts'
import { readText } from '../../../../shared/localised-text.ts'
import { typedText } from '../../../../web/forms.ts'
import { stageOf } from '../../turn.ts'
import type { ActionSpec } from './action.ts'
import { choices, field, groundsFields, type ActionForm, type Making } from './form-parts.ts'
import { waitlistPreview } from './waiting.ts'

export const decidingActions = [
  { name: 'notice', move: { from: ['decision'], to: 'public_notice' }, form: noticeForm },
  {
    name: 'offer',
    move: { from: ['decision', 'public_notice', 'waitlisted'], to: 'offered' },
    form: offerForm,
    isNext: ({ application }) => stageOf(application) !== 'offer_waits',
  },
  {
    name: 'waitlist',
    move: { from: ['decision'], to: 'waitlisted' },
    form: making => {
      const { boxes, reason } = groundsFields(making, 'waitlisted', { prefix: 'waitlist' })
      return { boxes, fields: [reason], ...waitlistPreview(making) }
    },
  },
  {
    name: 'review-again',
    move: { from: ['public_notice'], to: 'review' },
    form: making => ({ fields: [field(making, 'reason', { several: true })] }),
    isNext: ({ application }) => (application.objections?.length ?? 0) > 0,
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
  if (making.file.application.state === 'public_notice') return announcedForm(making)
  const premises = freeChoices(making)
  if (!premises) return { blocked: making.reader.t('case.offer.none-free') }
  const { boxes, reason } = groundsFields(making, 'offered', { prefix: 'offer', optional: true })
  return { choices: premises, boxes, fields: [deadline(making), reason] }
}

function noticeForm(making: Making): Partial<ActionForm> {
  const premises = freeChoices(making)
  if (!premises) return { blocked: making.reader.t('case.offer.none-free') }
  const { boxes, reason } = groundsFields(making, 'offered', { prefix: 'notice', optional: true })
  return { choices: premises, boxes, fields: [reason] }
}

/** What was announced, with a word on the objections if there are any. */
function announcedForm(making: Making): Partial<ActionForm> {
  if (stageOf(making.file.application) === 'offer_waits')
    return { blocked: making.reader.t('application.offer-elsewhere') }
  const { notice, objections } = making.file.application
  const code = notice?.premises ?? ''
  const answer = field(making, 'note', { several: true, hint: making.reader.t('notice.note.hint') })
  return {
    choices: choices(making, 'premises', [{ value: code, label: code, checked: true }]),
    fields: [deadline(making), ...(objections?.length ? [{ ...answer, label: making.reader.t('notice.note') }] : [])],
  }
}

const deadline = (making: Making) => field(making, 'deadlineOn', { type: 'date', start: making.file.offerUntil })

/** Null when none of the choices is free. */
function freeChoices(making: Making): ActionForm['choices'] {
  const {
    reader: { t, locale },
    file,
    failure,
  } = making
  const free = file.choices.flatMap(({ code, standing }, index) =>
    standing?.status === 'available' ? [{ code, standing, rank: index + 1 }] : [],
  )
  if (free.length === 0) return null
  const typed = failure ? typedText(failure.typed, 'premises') : free[0]?.code
  const options = free.map(({ code, standing, rank }) => ({
    value: code,
    label: t('case.choice', { rank, code }),
    hint: [readText(standing.title, locale).text, formatArea(locale, standing.areaUsableSqM)].join(' · '),
    checked: typed === code,
  }))
  return choices(making, 'premises', options)
}
