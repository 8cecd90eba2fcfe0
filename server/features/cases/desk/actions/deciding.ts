import { objectionOutcomes } from '#models/cases/parts/public-notice.ts'
import type { Application } from '#models/cases/application.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatInstant } from '#shared/texts/format.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { markTerms } from '#features/cases/acceptance/offered-terms.ts'
import { termsInWords } from '#features/cases/acceptance/terms-in-words.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { inputValue, type FormValues } from '#web/forms/forms.ts'
import type { PremisesSummary } from '#features/cases/ports.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { isUpheld, ownPartIn } from '#features/cases/notice/open.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { stageOf } from '#features/cases/status/stage.ts'
import type { Recipient } from '#web/writing/view.ts'
import type { ActionSpec } from './action.ts'
import {
  choices,
  field,
  groundsFields,
  misfitFields,
  select,
  reasonText,
  type ActionForm,
  type ActionContext,
} from './form-parts.ts'

export const decidingActions = [
  {
    name: 'objection',
    tells: { field: 'answer', as: 'text', extent: extents.objectionAnswer },
    recipient: objectorOf,
    isOpen: (file, { kind, id }) =>
      (kind === 'reviewer' || kind === 'decider') &&
      unanswered(file).length > 0 &&
      ownPartIn(file.application, id) === null,
    refusal: (application, { id }) => ownPartIn(application, id) ?? 'notice.refused.answered',
    form: objectionForm,
    unfolded: ({ application }) => application.state === 'public_notice',
  },
  {
    name: 'notice',
    move: { from: ['decision'], to: 'public_notice' },
    asShown: true,
    form: noticeForm,
    tells: reasonText,
  },
  {
    name: 'offer',
    tells: reasonText,
    move: { from: ['decision', 'public_notice', 'waitlisted'], to: 'offered' },
    asShown: true,
    form: offerForm,
    isNext: ({ application }) => stageOf(application) !== 'offer_waits',
  },
  {
    name: 'waitlist',
    tells: reasonText,
    move: { from: ['decision'], to: 'waitlisted' },
    asShown: true,
    form: making => {
      const { boxes, reason } = groundsFields(making, 'waitlisted', { prefix: 'waitlist' })
      const known = making.file.choices.flatMap(({ standing }) => standing ?? [])
      const { preview, tick, fields, hidden } = misfitFields(making, 'waitlist', known)
      const places = waitlistPreview(making)
      const lines = [...(places.preview ?? []), ...preview]
      return { boxes, tick, hidden, fields: [reason, ...fields], ...places, preview: lines }
    },
  },
  {
    name: 'review-again',
    tells: reasonText,
    move: { from: ['public_notice'], to: 'review' },
    asShown: true,
    form: making => ({ fields: [field(making, 'reason', { several: true })] }),
    isNext: ({ application }) => isUpheld(application),
  },
  {
    name: 'reject',
    tells: reasonText,
    move: { from: ['decision', 'information_requested'], to: 'rejected' },
    asShown: true,
    danger: true,
    form: making => {
      const { boxes, reason } = groundsFields(making, 'rejected')
      return { boxes, fields: [reason] }
    },
  },
] as const satisfies readonly ActionSpec[]

/** Returns the form of an offer. Only available choices can be offered. */
function offerForm(making: ActionContext): Partial<ActionForm> {
  if (making.file.application.state === 'public_notice') return announcedForm(making)
  const premises = freeChoices(making)
  if (!premises) return { blocked: making.reader.t('case.offer.none-free') }
  const { boxes, reason } = groundsFields(making, 'offered', { prefix: 'offer', optional: true })
  const { fields, hidden, ...misfit } = misfitFields(making, 'offer', freeAmong(making))
  return {
    ...{ choices: premises, boxes, ...misfit },
    fields: [...fields, deadline(making), reason],
    hidden: [...hidden, shownTerms(making)],
  }
}

/** Returns the hidden field that says which terms the page shows. */
const shownTerms = ({ file }: ActionContext) => ({ name: 'termsShown', value: markTerms(file.terms) })

/** Returns the terms that an offer of this premises would have, as one line. */
function termsLine({ reader, file }: ActionContext, code: string): string[] {
  const terms = file.terms.get(code)
  if (!terms) return []
  const rows = termsInWords(reader, terms).map(row => row.join(reader.t('list.colon')))
  return [rows.join(reader.t('list.semicolon'))]
}

function noticeForm(making: ActionContext): Partial<ActionForm> {
  const premises = freeChoices(making)
  if (!premises) return { blocked: making.reader.t('case.offer.none-free') }
  const { boxes, reason } = groundsFields(making, 'offered', { prefix: 'notice', optional: true })
  const { fields, ...misfit } = misfitFields(making, 'notice', freeAmong(making))
  return { choices: premises, boxes, ...misfit, fields: [...fields, reason] }
}

/** Returns the objections of this notice or an earlier one that nobody has answered. */
const unanswered = ({ objections, application: { objectionAnswers = [] } }: CaseFile) =>
  objections.filter(({ _id }) => !objectionAnswers.some(answer => answer.objection === _id.toHexString()))

/** Returns the author of the chosen objection, or of the first unanswered one. */
function objectorOf(file: CaseFile, input: FormValues): Recipient {
  const named = file.objections.find(({ _id }) => _id.toHexString() === inputValue(input, 'objection'))
  const chosen = named ?? unanswered(file)[0]
  return { name: chosen?.name ?? '—', language: chosen?.locale ?? 'zh' }
}

/** Returns the form that selects an objection, its outcome and the answer to its author. */
function objectionForm(making: ActionContext): Partial<ActionForm> {
  const { t, locale } = making.reader
  const options = unanswered(making.file).map(one => ({
    value: one._id.toHexString(),
    label: `${one.name}${t('list.apposition')}${formatInstant(locale, one.at)} (${t(`notice.language.${one.locale ?? 'zh'}`)})`,
  }))
  const chosenOutcome = inputValue(making.failure?.typed ?? {}, 'outcome')
  const outcomes = objectionOutcomes.map(value => ({
    value,
    label: t(`notice.outcome.${value}`),
    checked: chosenOutcome === value,
  }))
  const { boxes } = groundsFields(making, 'objection', { prefix: 'objection' })
  return {
    select: select(making, 'objection', { options, start: options[0]?.value ?? '' }),
    choices: choices(making, 'outcome', outcomes),
    boxes: {
      ...boxes,
      folded: making.reader.t('wording.group.ready'),
      open: boxes.options.some(({ checked }) => checked),
    },
    fields: [field(making, 'answer', { several: true, rows: 4 })],
  }
}

/** Returns the form for the offer of the premises that the public notice announced. */
function announcedForm(making: ActionContext): Partial<ActionForm> {
  if (stageOf(making.file.application) === 'offer_waits')
    return { blocked: making.reader.t('application.offer-elsewhere') }
  const code = making.file.application.notice?.premises ?? ''
  const announced = making.file.choices.flatMap(({ standing }) => (standing?.code === code ? [standing] : []))
  const { fields, hidden, ...misfit } = misfitFields(making, 'offer', announced)
  return {
    choices: choices(making, 'premises', [
      { value: code, label: code, hint: termsLine(making, code).join(''), checked: true },
    ]),
    ...misfit,
    hidden: [...hidden, shownTerms(making)],
    fields: [...fields, deadline(making)],
  }
}

const deadline = (making: ActionContext) => field(making, 'deadlineOn', { type: 'date', start: making.file.offerUntil })

const freeAmong = ({ file }: ActionContext): PremisesSummary[] =>
  file.choices.flatMap(({ standing }) => (standing?.status === 'available' ? [standing] : []))

/**
 * Returns the available choices as options, each with the terms that an offer of it would have; null when none is available.
 * An offer binds the city, so none of several is chosen beforehand.
 */
function freeChoices(making: ActionContext): ActionForm['choices'] {
  const {
    reader: { t, locale },
    file,
    failure,
  } = making
  const free = file.choices.flatMap(({ code, standing }, index) =>
    standing?.status === 'available' ? [{ code, standing, rank: index + 1 }] : [],
  )
  if (free.length === 0) return null
  const only = free.length === 1 ? free[0]?.code : undefined
  const chosenCode = failure ? inputValue(failure.typed, 'premises') : only
  const options = free.map(({ code, standing, rank }) => ({
    value: code,
    label: t('case.choice', { rank, code }),
    hint: [
      [readText(standing.title, locale).text, formatArea(locale, standing.areaUsableSqM)].join(dot),
      ...termsLine(making, code),
    ].join(t('list.semicolon')),
    checked: chosenCode === code,
  }))
  return choices(making, 'premises', options)
}

const isExtendable = ({ state, offer }: Application, today: string): boolean =>
  state === 'offered' && !offer?.extendedFrom && today <= cityDayOf(offer?.deadline ?? new Date(0))

/** Actions that extend an offer or end the wait on the waiting list. */
export const waitingActions = [
  {
    name: 'extend-offer',
    tells: reasonText,
    asShown: true,
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
    tells: reasonText,
    move: { from: ['waitlisted'], to: 'lapsed' },
    asShown: true,
    danger: true,
    form: making => ({ fields: [field(making, 'reason', { several: true })] }),
  },
] as const satisfies readonly ActionSpec[]

/** Returns the place that the case would get on the waiting list. Blocked while a choice can be offered. */
function waitlistPreview({ reader: { t }, file }: ActionContext): Partial<ActionForm> {
  const free = file.choices.find(({ standing }) => standing?.status === 'available')
  if (free) return { blocked: t('application.choice-free', { code: free.code }) }
  return { preview: file.places.map(({ code, place, of }) => t('waiting.place', { code, place, total: of })) }
}
