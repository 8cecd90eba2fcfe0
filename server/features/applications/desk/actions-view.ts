import type { MessageKey } from '../../../shared/i18n.ts'
import { readText } from '../../../shared/localised-text.ts'
import { formatArea } from '../../../shared/format.ts'
import { typedText, type FormFailure } from '../../../web/forms.ts'
import { rubric, topScore } from '../assessments.ts'
import type { CaseFile } from '../case-file.ts'
import { actionsOf, type CaseAction } from './actions.ts'
import { actorOf, type Reader } from './words.ts'

type Field = { name: string; label: string; value: string; error?: string; hint?: string; type?: string; rows?: number }
type Text = Field & { several?: boolean; optional?: boolean; suffix?: string; inputmode?: string }
type Choice = { id: string; value: string; label: string; checked: boolean; hint?: string }
type Choices = { name: string; legend: string; options: Choice[]; error?: string; hint?: string }
type Score = { name: string; legend: string; hint: string; error?: string; options: Choice[] }

export type ActionView = {
  id: CaseAction
  href: string
  label: string
  /** `main` is the one thing to do now; there is at most one. */
  tone: 'main' | 'second' | 'danger'
  open: boolean
  /** A form with nothing to fill in and nothing to think over is just its button. */
  bare: boolean
  confirm: string | null
  /** Why it cannot be done although it is this person's turn; then there is no form. */
  blocked: string | null
  submit: string
  choices: Choices | null
  scores: Score[]
  fields: Text[]
}

/** An answer that was refused, with what was typed. */
export type Refused = { action: CaseAction; failure: FormFailure } | null

const dangerous: readonly CaseAction[] = ['ineligible', 'reject']
const bare: readonly CaseAction[] = ['screening']

/** The forms of what this person can do with the case now; the first that is no refusal is the main one. */
export function actionsView(reader: Reader, file: CaseFile, refused: Refused): ActionView[] {
  const { t, locale } = reader
  const actions = actionsOf(file, actorOf(reader.account))
  const main = mainOf(actions, file)
  return actions.map(action => {
    const failure = refused?.action === action ? refused.failure : null
    const form = formOf({ reader, file, action, failure })
    return {
      id: action,
      href: `/${locale}/staff/applications/${file.application._id.toHexString()}/${action}`,
      label: t(labelOf(action, file)),
      tone: toneOf(action, main),
      open: failure !== null || (action === 'declaration' && file.interest === 'undeclared'),
      bare: bare.includes(action),
      confirm: bare.includes(action) ? null : t(`case.confirm.${action}` as MessageKey),
      submit: t(`case.submit.${action}`),
      blocked: null,
      choices: null,
      scores: [],
      fields: [],
      ...form,
    }
  })
}

/** Somebody who declared none may still find a conflict once they have read. */
const labelOf = (action: CaseAction, { interest }: CaseFile): MessageKey =>
  action === 'declaration' && interest === 'none' ? 'case.action.conflict-found' : `case.action.${action}`

/** Once a case has been assessed the next step is the decision; until then it is the assessment. */
function mainOf(actions: readonly CaseAction[], { application }: CaseFile): CaseAction | undefined {
  const assessed = application.assessments.length > 0
  return actions.find(action => !dangerous.includes(action) && !(action === 'assessment' && assessed))
}

function toneOf(action: CaseAction, main: CaseAction | undefined): ActionView['tone'] {
  if (dangerous.includes(action)) return 'danger'
  return action === main ? 'main' : 'second'
}

type Making = { reader: Reader; file: CaseFile; action: CaseAction; failure: FormFailure | null }
type Form = Partial<Pick<ActionView, 'choices' | 'scores' | 'fields' | 'blocked'>>

const forms: Partial<Record<CaseAction, (making: Making) => Form>> = {
  declaration: making => ({
    choices: interestChoices(making),
    fields: [field(making, 'note', { several: true, optional: true, rows: 2 })],
  }),
  assessment: making => ({
    scores: scoresOf(making),
    fields: [field(making, 'comment', { several: true, start: ownAssessment(making)?.comment ?? '' })],
  }),
  offer: offerFormOf,
  handover: making => ({
    fields: [
      field(making, 'on', { type: 'date', start: making.file.today }),
      meter(making, 'electricityMeter'),
      meter(making, 'waterMeter', { optional: true }),
      meter(making, 'heatMeter', { optional: true }),
      field(making, 'inventory', { several: true }),
    ],
  }),
  ineligible: making => ({ fields: [field(making, 'reason', { several: true })] }),
  reject: making => ({ fields: [field(making, 'reason', { several: true })] }),
}

const formOf = (making: Making): Form => forms[making.action]?.(making) ?? {}

type Extras = Partial<Pick<Text, 'type' | 'several' | 'optional' | 'suffix' | 'inputmode' | 'rows'>> & {
  /** What stands in the field before anything is typed. */
  start?: string
}

function field({ reader: { t }, failure }: Making, name: string, { start = '', ...extras }: Extras = {}): Text {
  const error = failure?.errors[name]
  return {
    name,
    label: t(`case.field.${name}` as MessageKey),
    value: failure ? typedText(failure.typed, name) : start,
    ...(error ? { error: t(error) } : {}),
    ...(hints.includes(name) ? { hint: t(`case.hint.${name}` as MessageKey) } : {}),
    ...extras,
  }
}

const meter = (making: Making, name: 'electricityMeter' | 'waterMeter' | 'heatMeter', extras: Extras = {}): Text =>
  field(making, name, { ...extras, suffix: making.reader.t(`case.unit.${name}`), inputmode: 'decimal' })

const hints: readonly string[] = ['note', 'comment', 'deadlineOn', 'electricityMeter', 'inventory', 'reason']

function interestChoices({ reader: { t }, failure }: Making): Choices {
  const typed = typedText(failure?.typed ?? {}, 'interest')
  return choices(
    { t, name: 'interest', failure },
    ['none', 'conflict'].map(value => ({
      value,
      label: t(`case.interest.${value}` as MessageKey),
      checked: typed === value,
    })),
  )
}

/** Only what is free can be offered; the page shows all choices with what keeps the others. */
function offerFormOf(making: Making): Form {
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
    choices: choices({ t, name: 'premises', failure }, options),
    fields: [field(making, 'deadlineOn', { type: 'date', start: file.offerUntil })],
  }
}

const ownAssessment = ({ reader: { account }, file }: Making) =>
  file.application.assessments.find(({ reviewer }) => reviewer === account.id)

function choices(
  { t, name, failure }: { t: Reader['t']; name: string; failure: FormFailure | null },
  options: Omit<Choice, 'id'>[],
): Choices {
  const error = failure?.errors[name]
  return {
    name,
    legend: t(`case.field.${name}` as MessageKey),
    options: options.map((option, index) => ({ ...option, id: index === 0 ? name : `${name}-${option.value}` })),
    ...(error ? { error: t(error) } : {}),
  }
}

function scoresOf(making: Making): Score[] {
  const {
    reader: { t },
    failure,
  } = making
  const own = ownAssessment(making)
  return rubric.map(criterion => {
    const given = failure ? typedText(failure.typed, criterion) : String(own?.scores[criterion] ?? '')
    const error = failure?.errors[criterion]
    return {
      name: criterion,
      legend: t(`application.criterion.${criterion}`),
      hint: t(`case.criterion.${criterion}`),
      ...(error ? { error: t(error) } : {}),
      options: Array.from({ length: topScore + 1 }, (_, score) => ({
        id: score === 0 ? criterion : `${criterion}-${score}`,
        value: String(score),
        label: String(score),
        checked: given === String(score),
      })),
    }
  })
}
