import type { Tenancy } from '../../../../models/tenancy.ts'
import type { CityDay } from '../../../shared/city-day.ts'
import { mayBegin, tenancyHasEnded, type TenancyActor, type TenancyState } from '../states.ts'

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

const leaving: readonly TenancyState[] = ['notice', 'expiring', 'terminated']

const isOfficer = ({ kind }: TenancyActor): boolean => kind === 'reviewer' || kind === 'decider'

/** The actions that this person can take today. Pure; the service judges again when one is taken. */
export const actionsOf = (tenancy: Tenancy, actor: TenancyActor, today: CityDay): LeaseAction[] =>
  leaseActions.filter(action => isOpen(action, tenancy, { actor, today }))

type Asking = { actor: TenancyActor; today: CityDay }

function isOpen(action: LeaseAction, tenancy: Tenancy, { actor, today }: Asking): boolean {
  if (tenancy.anonymisedAt) return false
  if (action === 'relist') return actor.kind === 'listing_manager' && needsRelisting(tenancy)
  if (!isOfficer(actor)) return false
  if (action === 'inspection') return !tenancyHasEnded(tenancy.state)
  if (action === 'exit') return leaving.includes(tenancy.state) && !tenancy.exit
  return mayBegin(action, tenancy, actor, today)
}

const needsRelisting = ({ state, exit }: Tenancy): boolean =>
  tenancyHasEnded(state) && exit?.needsWork === true && !exit.relistedOn
