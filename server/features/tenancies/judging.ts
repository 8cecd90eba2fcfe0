import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { proposalActs, terminationGrounds, type TerminationGround } from '#models/tenancies/tenancy-parts.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import type { Locale, MessageKey } from '#shared/texts/i18n.ts'
import { type FieldErrors, type FormFailure, typedText, type Typed } from '#web/forms/forms.ts'
import { refusalKeys } from './change.ts'
import { canMoveTenancy, type Said, type TenancyAct, type TenancyActor, wrongDay } from './states.ts'
import { fieldOf } from './texts/complaints.ts'
import { day } from './texts/form-fields.ts'

type Judged = {
  was: Tenancy
  actor: TenancyActor
  today: CityDay
  /** The language of the tenant; null where it does not matter. */
  reads: Locale | null
}
type Answers = { typed: Typed; judged: Judged }

/** The field of the day that a move is about; a termination has none. */
const moves = {
  ...{ opening: 'on', renewal: 'until', paid: 'from', notice: 'leavesOn', breach: 'cureBy' },
  ...{ pause: 'from', resume: 'to', termination: '' },
} as const satisfies Partial<Record<TenancyAct, string>>

/** The same of what moves nothing, and when that day has to lie. */
const others = { exit: 'past', record: 'past', inspection: 'future' } as const

const isIn = <Names extends object>(names: Names, action: string): action is Extract<keyof Names, string> =>
  Object.hasOwn(names, action)

/**
 * A form that is refused, with what the service would say next of the rest: as far as that can be read, so that nobody hears
 * it only once all else is right. The service judges all the same when it is asked.
 */
export function withRules(failure: FormFailure, action: string, judged: Judged): FormFailure {
  const { typed, errors } = failure
  const sent = Object.keys(typed)
  const rules: FieldErrors = {}
  for (const key of [ruleOfDays(action, { typed, judged }), ruleOfReasons(action, { typed, judged })]) {
    const field = key && fieldOf(key, sent)
    if (field) rules[field] = key
  }
  return { ...failure, errors: { ...rules, ...errors } }
}

function ruleOfDays(action: string, { typed, judged: { was, actor, today } }: Answers): MessageKey | null {
  if (isIn(others, action)) {
    const wrong = wrongDay(others[action], was, { today, ...readDay(typed, 'on') })
    return wrong ? refusalKeys[wrong] : null
  }
  if (!isIn(moves, action)) return null
  // A missing reason is told by the form itself; with one, the table comes to the days.
  const verdict = canMoveTenancy(action, was, actor, { today, reason: 'judged by the form', ...saidIn(action, typed) })
  return verdict.ok ? null : refusalKeys[verdict.reason]
}

/** A letter of two people is in Chinese too, whatever its tenant reads. */
const ruleOfReasons = (action: string, { typed, judged: { reads } }: Answers): MessageKey | null =>
  proposalActs.some(act => act === action) && reads && reads !== 'zh' && typedText(typed, 'reasonZh').trim() === ''
    ? 'tenancy.reason-zh-needed'
    : null

function saidIn(action: keyof typeof moves, typed: Typed): Partial<Said> {
  const ground = terminationGrounds.find((one: TerminationGround) => one === typedText(typed, 'ground'))
  const { day: plannedTo = null } = readDay(typed, 'plannedTo')
  return { ...readDay(typed, moves[action]), plannedTo, ...(ground ? { ground } : {}) }
}

/** Nothing where none can be read. */
function readDay(typed: Typed, name: string): { day?: CityDay } {
  const read = day.safeParse(typedText(typed, name))
  return read.success ? { day: read.data } : {}
}
