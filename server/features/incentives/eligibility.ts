import type { Conditions } from '#models/incentives/incentive.ts'
import {
  eligibilityTopics,
  type EligibilityTerm,
  type EligibilityTopic,
} from '#models/incentives/content-vocabulary.ts'
import type { Zone } from '#models/premises/parts/premises-vocabulary.ts'
import type { IncentiveState } from './rules.ts'
import type { ShownIncentive } from './service.ts'

/** Answers of the eligibility check. Unanswered questions are absent. */
export type Answers = { zone?: Zone | undefined } & {
  [Topic in EligibilityTopic]?: EligibilityTerm<Topic> | undefined
}

export const questions = ['citizenship', 'company', 'activity', 'zone', 'sales'] as const
export type Question = (typeof questions)[number]

/** `applies`: nothing else is needed. `confirm`: has to be confirmed. `no`: excluded by the answers. */
export type Outcome = 'applies' | 'confirm' | 'no'
export type Reason =
  | { kind: 'excluded' | 'open'; question: Question }
  | { kind: 'state'; state: IncentiveState }
  | { kind: 'each_case' }
export type Finding = { outcome: Outcome; reasons: Reason[] }

type JudgedIncentive = Pick<ShownIncentive, 'national' | 'zones' | 'states' | 'confirmEachCase'> & {
  conditions?: Conditions | undefined
}

/**
 * Returns what five answers mean for an incentive. An answer that fails a condition, or an expired incentive, gives `no`. A
 * condition without an answer, doubts about the incentive, or a required check by an authority gives `confirm`. Pure.
 */
export function judgeIncentive(incentive: JudgedIncentive, answers: Answers): Finding {
  const demands = demandsOf(incentive)
  const excluded = demands.filter(({ allowed, question }) => {
    const answer = answers[question]
    return answer !== undefined && !allowed.includes(answer)
  })
  const over = incentive.states.filter(state => state === 'expired')
  if (excluded.length > 0 || over.length > 0) {
    return { outcome: 'no', reasons: [...excluded.map(toReason('excluded')), ...over.map(stateReason)] }
  }
  const doubts: Reason[] = [
    ...demands.filter(({ question }) => answers[question] === undefined).map(toReason('open')),
    ...incentive.states.filter(state => doubtfulStates.has(state)).map(stateReason),
    ...(incentive.confirmEachCase ? [{ kind: 'each_case' } as const] : []),
  ]
  return { outcome: doubts.length > 0 ? 'confirm' : 'applies', reasons: doubts }
}

const doubtfulStates = new Set<IncentiveState>(['upcoming', 'unchecked', 'dated', 'unconfirmed'])

type Demand = { question: Question; allowed: readonly string[] }

/** Returns the questions on which an incentive depends. A national one does not depend on the zone. */
function demandsOf({ conditions, national, zones }: JudgedIncentive): Demand[] {
  const own = eligibilityTopics.map(topic => ({ question: topic, allowed: conditions?.[topic] ?? [] }))
  const place: Demand[] = national ? [] : [{ question: 'zone', allowed: zones }]
  return [...own.filter(({ allowed }) => allowed.length > 0), ...place].sort(
    (a, b) => questions.indexOf(a.question) - questions.indexOf(b.question),
  )
}

const toReason =
  (kind: 'excluded' | 'open') =>
  ({ question }: Demand): Reason => ({ kind, question })
const stateReason = (state: IncentiveState): Reason => ({ kind: 'state', state })
