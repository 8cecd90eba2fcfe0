import { endedTenancyStates, liveTenancyStates, tenancyStates, type TenancyState } from '../../../models/tenancy.ts'
import { no, yes, type Verdict } from '../../shared/verdict.ts'

export { tenancyStates, type TenancyState }

export type TenancyActor = {
  kind: 'applicant' | 'reviewer' | 'decider' | 'administrator' | 'listing_manager' | 'system'
  id?: string
  name?: string
}
type Party = 'tenant' | 'officer' | 'system'
type TenancyMove = { from: TenancyState; to: TenancyState; who: readonly Party[]; needsReason?: true }

const course: TenancyMove[] = [
  { from: 'handover', to: 'fit_out', who: ['officer'] },
  { from: 'fit_out', to: 'trading', who: ['officer'] },
  { from: 'trading', to: 'expiring', who: ['system', 'officer'] },
  { from: 'expiring', to: 'renewed', who: ['officer'] },
  { from: 'expiring', to: 'converted_to_paid', who: ['officer'] },
  { from: 'expiring', to: 'vacated', who: ['officer'] },
  { from: 'notice', to: 'vacated', who: ['officer'] },
]

/** The states in which a shop is being made ready or trades; a trouble interrupts one of them. */
const running = ['handover', 'fit_out', 'trading', 'expiring', 'renewed', 'converted_to_paid'] as const
const troubles = ['breach_cure', 'suspended'] as const

const interruptions: TenancyMove[] = running.flatMap(from => [
  { from, to: 'notice', who: ['tenant', 'officer'], needsReason: true },
  ...troubles.map((to): TenancyMove => ({ from, to, who: ['officer'], needsReason: true })),
])
const returns: TenancyMove[] = troubles.flatMap(from =>
  running.map((to): TenancyMove => ({ from, to, who: ['officer'] })),
)
const terminations: TenancyMove[] = liveTenancyStates.map(from => ({
  from,
  to: 'terminated',
  who: ['officer'],
  needsReason: true,
}))

/** Every move of a tenancy. Nothing else changes its state. */
export const tenancyMoves: readonly TenancyMove[] = [...course, ...interruptions, ...returns, ...terminations]

const isParty = ({ kind }: TenancyActor, party: Party): boolean => {
  if (party === 'officer') return kind === 'reviewer' || kind === 'decider'
  return party === 'tenant' ? kind === 'applicant' : kind === 'system'
}

export type TenancyRefusal = 'no-such-move' | 'not-yours' | 'reason-needed' | 'wrong-return'
/** `interrupted` is the state that a trouble interrupted: it leads back there and nowhere else. */
export type TenancyFacts = { reason?: string | undefined; interrupted: TenancyState | null }

export function canMoveTenancy(
  from: TenancyState,
  to: TenancyState,
  actor: TenancyActor,
  facts: TenancyFacts,
): Verdict<TenancyRefusal> {
  const move = tenancyMoves.find(candidate => candidate.from === from && candidate.to === to)
  if (!move) return no('no-such-move')
  if (!move.who.some(party => isParty(actor, party))) return no('not-yours')
  if (move.needsReason && !facts.reason?.trim()) return no('reason-needed')
  if (returns.includes(move) && facts.interrupted !== to) return no('wrong-return')
  return yes
}

export const tenancyHasEnded = (state: TenancyState): boolean =>
  (endedTenancyStates as readonly TenancyState[]).includes(state)
