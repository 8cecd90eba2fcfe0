import type { Tenancy } from '../../../../models/tenancy.ts'
import { canMoveTenancy, tenancyHasEnded, type TenancyActor, type TenancyState } from '../states.ts'

/** What can be done with a tenancy, each at its own path below it, in the order in which the page offers them. */
export const leaseActions = [
  'fit-out',
  'opening',
  'expiring',
  'renewal',
  'paid',
  'cured',
  'resume',
  'exit',
  'vacate',
  'relist',
  'inspection',
  'pause',
  'breach',
  'notice',
  'termination',
] as const
export type LeaseAction = (typeof leaseActions)[number]

export const dangerous: readonly LeaseAction[] = ['breach', 'termination']

/** The actions that are a move of the table. */
const moves: Partial<Record<LeaseAction, TenancyState>> = {
  'fit-out': 'fit_out',
  opening: 'trading',
  expiring: 'expiring',
  renewal: 'renewed',
  paid: 'converted_to_paid',
  vacate: 'vacated',
  pause: 'suspended',
  breach: 'breach_cure',
  notice: 'notice',
  termination: 'terminated',
}
const leaving: readonly TenancyState[] = ['notice', 'expiring', 'terminated']

const isOfficer = ({ kind }: TenancyActor): boolean => kind === 'reviewer' || kind === 'decider'

/** The actions that this person can take now. Pure; the service judges again when one is taken. */
export const actionsOf = (tenancy: Tenancy, actor: TenancyActor): LeaseAction[] =>
  leaseActions.filter(action => isOpen(action, tenancy, actor))

function isOpen(action: LeaseAction, tenancy: Tenancy, actor: TenancyActor): boolean {
  if (action === 'relist') return actor.kind === 'listing_manager' && needsRelisting(tenancy)
  if (!isOfficer(actor)) return false
  return others[action]?.(tenancy) ?? mayMove(moves[action], tenancy, actor)
}

const needsRelisting = ({ state, exit }: Tenancy): boolean =>
  tenancyHasEnded(state) && exit?.needsWork === true && !exit.relistedOn

/** What is no move of its own: ways back, and what leaves the state as it is. */
const others: Partial<Record<LeaseAction, (tenancy: Tenancy) => boolean>> = {
  cured: ({ state }) => state === 'breach_cure',
  resume: ({ state }) => state === 'suspended',
  inspection: ({ state }) => !tenancyHasEnded(state),
  exit: ({ state, exit }) => leaving.includes(state) && !exit,
}

/** From a trouble the table leads back as well; that has actions of its own. */
const troubles: readonly TenancyState[] = ['breach_cure', 'suspended']

function mayMove(to: TenancyState | undefined, { state }: Tenancy, actor: TenancyActor): boolean {
  if (!to || (troubles.includes(state) && to !== 'terminated')) return false
  return canMoveTenancy(state, to, actor, { reason: 'to be given', interrupted: null }).ok
}
