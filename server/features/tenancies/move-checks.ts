import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { proposalActs, terminationGrounds, type TerminationGround } from '#models/tenancies/tenancy-parts.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import type { Locale, MessageKey } from '#shared/texts/i18n.ts'
import { type FieldErrors, type FormFailure, inputValue, type FormValues } from '#web/forms/forms.ts'
import { refusalKeys } from './change.ts'
import {
  findAllViolations,
  type MoveCondition,
  type MoveDetails,
  type TenancyAct,
  type TenancyActor,
  findDayViolation,
} from './states.ts'
import { fieldOfMessage } from './texts/complaints.ts'
import { day } from './texts/form-fields.ts'

type RuleContext = {
  was: Tenancy
  actor: TenancyActor
  today: CityDay
  /** Language of the tenant; null where it does not matter. */
  reads: Locale | null
}
type Answers = { typed: FormValues; judged: RuleContext }

/** Field with the day of each move; a termination has none. */
const moveDayFields = {
  opening: 'on',
  renewal: 'until',
  paid: 'from',
  notice: 'leavesOn',
  breach: 'cureBy',
  pause: 'from',
  resume: 'to',
  termination: '',
} as const satisfies Partial<Record<TenancyAct, string>>

/** Other actions with a day, and whether it must lie in the past or the future. */
const actionDayRules = { exit: 'past', record: 'past', inspection: 'future' } as const

const isIn = <Names extends object>(names: Names, action: string): action is Extract<keyof Names, string> =>
  Object.hasOwn(names, action)

/**
 * Returns a refused form with the errors that the service would report next, as far as the fields can be read. So all errors
 * are shown at once. The service checks again when it is called.
 */
export function withRuleErrors(failure: FormFailure, action: string, judged: RuleContext): FormFailure {
  const { typed, errors } = failure
  const sent = Object.keys(typed)
  const rules: FieldErrors = {}
  for (const key of [...rulesOfDays(action, { typed, judged }), ...ruleOfReasons(action, { typed, judged })]) {
    const field = fieldOfMessage(key, sent)
    if (field) rules[field] ??= key
  }
  const rows = action === 'record' ? rulesOfFindings({ typed, judged }) : {}
  return { ...failure, errors: { ...rules, ...rows, ...errors } }
}

function rulesOfDays(action: string, { typed, judged: { was, actor, today } }: Answers): MessageKey[] {
  if (isIn(actionDayRules, action))
    return keysOf(findDayViolation(actionDayRules[action], was, { today, ...readDay(inputValue(typed, 'on')) }))
  // The form itself reports a missing reason.
  const said = { today, reason: 'judged by the form' }
  return isIn(moveDayFields, action)
    ? keysOf(...findAllViolations(action, was, actor, { ...said, ...readMoveDetails(action, typed) }))
    : []
}

const keysOf = (...wrong: (MoveCondition | undefined)[]): MessageKey[] =>
  wrong.flatMap(condition => (condition ? [refusalKeys[condition]] : []))

/** A decision of two people also needs its reason in Chinese, whatever language the tenant reads. */
const ruleOfReasons = (action: string, { typed, judged: { reads } }: Answers): MessageKey[] =>
  proposalActs.some(act => act === action) && reads && reads !== 'zh' && inputValue(typed, 'reasonZh').trim() === ''
    ? ['tenancy.reason-zh-needed']
    : []

/** Checks the deadline of each finding, one a row. */
function rulesOfFindings({ typed, judged: { was, today } }: Answers): FieldErrors {
  const deadlines = [typed['cureBy'] ?? []].flat()
  const rows = deadlines.map((inputDay, row) => {
    const [key] = keysOf(findDayViolation('future', was, { today, ...readDay(inputDay) }))
    return key ? { [`finding-${row}`]: key } : {}
  })
  return Object.assign({}, ...rows) as FieldErrors
}

function readMoveDetails(action: keyof typeof moveDayFields, typed: FormValues): Partial<MoveDetails> {
  const ground = terminationGrounds.find((one: TerminationGround) => one === inputValue(typed, 'ground'))
  const { day: plannedTo = null } = readDay(inputValue(typed, 'plannedTo'))
  return { ...readDay(inputValue(typed, moveDayFields[action])), plannedTo, ...(ground ? { ground } : {}) }
}

/** Returns the typed day; empty when it cannot be read. */
function readDay(input: string): { day?: CityDay } {
  const read = day.safeParse(input)
  return read.success ? { day: read.data } : {}
}
