import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { proposalActs } from '#models/tenancies/tenancy-parts.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { unreadAnswers } from '../duties/duties.ts'
import {
  mayBegin,
  tenancyHasEnded,
  tenancyMoves,
  type TenancyAct,
  type TenancyActor,
  type TenancyState,
} from '../states.ts'

/** Actions on a tenancy, each at its own path below it, in the order in which the page offers them. */
export const leaseActions = [
  'confirm',
  'withdraw-proposal',
  'appeal',
  'reports-read',
  'answers-read',
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
  'party',
  'termination',
] as const
export type LeaseAction = (typeof leaseActions)[number]

/** Action on one part of a tenancy: a milestone, an inspection or a finding. */
export type PartAction = 'milestone' | 'record' | 'finding'

export const dangerous: readonly LeaseAction[] = ['breach', 'termination']

/** Checks whether an action marks the tenant's open letter about the renewal as answered; its page then shows the letter. */
export const decidesLetter = (action: LeaseAction, { proposal }: Pick<Tenancy, 'proposal'>): boolean =>
  action === 'vacate' || (action === 'confirm' && proposal?.act !== 'party')

/**
 * Checks whether the form of an action says since when the tenancy is in the state that its page shows: each move does, and
 * the exit inspection. The answer to an appeal names the appeal.
 */
export const datesState = (action: LeaseAction): boolean =>
  action === 'exit' || (action !== 'appeal' && tenancyMoves.some(({ act }) => act === action))

const leaving: readonly TenancyState[] = ['notice', 'expiring', 'terminated']

const isOfficer = ({ kind }: TenancyActor): boolean => kind === 'reviewer' || kind === 'decider'

/** Returns the actions that this person can take today. Pure; the service checks again when an action is taken. */
export const actionsOf = (tenancy: Tenancy, actor: TenancyActor, today: CityDay): LeaseAction[] =>
  leaseActions.filter(action => isOpen(action, tenancy, { actor, today }))

type Asking = { actor: TenancyActor; today: CityDay }

function isOpen(action: LeaseAction, tenancy: Tenancy, { actor, today }: Asking): boolean {
  if (tenancy.anonymisedAt) return false
  if (action === 'relist') return actor.kind === 'listing_manager' && needsRelisting(tenancy)
  if (!isOfficer(actor)) return false
  return (others[action] ?? canStartToday(action))(tenancy, { actor, today })
}

type ActionRule = (tenancy: Tenancy, asking: Asking) => boolean

/** Actions that are no moves of the table of states. */
const others: Partial<Record<LeaseAction, ActionRule>> = {
  inspection: ({ state }) => !tenancyHasEnded(state),
  exit: ({ state, exit }) => leaving.includes(state) && !exit,
  confirm: ({ proposal }, { actor }) => actor.kind === 'decider' && Boolean(proposal) && proposal?.by.id !== actor.id,
  'withdraw-proposal': ({ proposal }) => Boolean(proposal),
  party: ({ party, proposal }) => Boolean(party) && !proposal,
  'reports-read': ({ unreadReports, state }) => Boolean(unreadReports?.length) && !tenancyHasEnded(state),
  'answers-read': tenancy => unreadAnswers(tenancy).length > 0 && !tenancyHasEnded(tenancy.state),
}

/** While one proposal waits for its confirmation, no other can be made. */
const canStartToday =
  (action: LeaseAction): ActionRule =>
  (tenancy, { actor, today }) =>
    !(tenancy.proposal && (proposalActs as readonly string[]).includes(action)) &&
    mayBegin(action as TenancyAct, tenancy, actor, today)

const needsRelisting = ({ state, exit }: Tenancy): boolean =>
  tenancyHasEnded(state) && exit?.needsWork === true && !exit.relistedOn
