import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import type { ApplicationState } from '#models/applications/application.ts'
import type { Services } from '#server/services.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { StaffRole } from '#web/locals.ts'
import { buildingsOf, type Reach, type Scoped } from '../accounts/scope.ts'

/** A number that a colleague can act on, and where. */
export type Figure = { label: MessageKey; count: number; path: string }
export type Card = { heading: MessageKey; path: string; roles: readonly StaffRole[]; figures(): Promise<Figure[]> }

export type DeskServices = Pick<
  Services,
  | 'premises'
  | 'listings'
  | 'buildings'
  | 'applications'
  | 'tenancies'
  | 'enquiries'
  | 'viewings'
  | 'incentives'
  | 'accounts'
>

type Scope = { buildings: readonly string[] | null }

/** The steps of a case that wait for each role; an administrator sees them all. */
const casesOf: Record<'reviewer' | 'decider', readonly ApplicationState[]> = {
  reviewer: ['submitted', 'screening', 'information_requested', 'review', 'interview'],
  decider: ['decision', 'public_notice', 'waitlisted', 'offered', 'accepted', 'contracted'],
}

/**
 * The desk, card by card, in the order of the page. Each number is that of the list behind it: where a colleague is limited
 * to some buildings, of what stands or happens in buildings only theirs is counted.
 */
export async function deskCards(services: DeskServices, account: Scoped): Promise<Card[]> {
  const role = account.role as StaffRole
  const scope = { buildings: buildingsOf(account) }
  const reach = await services.premises.reachOf(account)
  const cards: Card[] = [
    {
      heading: 'desk.applications',
      path: '/applications',
      roles: ['reviewer', 'decider', 'administrator'],
      figures: () => caseFigures(services, role),
    },
    {
      heading: 'desk.premises',
      path: '/premises',
      roles: ['listing_manager', 'administrator'],
      figures: () => premisesFigures(services, scope),
    },
    {
      heading: 'desk.buildings',
      path: '/buildings',
      roles: ['listing_manager', 'administrator'],
      figures: async () => all('/buildings', await services.buildings.count(scope)),
    },
    ...visitorCards(services, reach),
    {
      heading: 'desk.tenancies',
      path: '/tenancies',
      roles: ['listing_manager', 'reviewer', 'decider', 'administrator'],
      figures: async () => all('/tenancies', (await services.tenancies.list({}, reach)).total),
    },
    {
      heading: 'desk.incentives',
      path: '/incentives',
      roles: ['listing_manager', 'administrator'],
      figures: async () => all('/incentives', (await services.incentives.list()).length),
    },
    {
      heading: 'desk.users',
      path: '/users',
      roles: ['administrator'],
      figures: async () => [
        { label: 'desk.colleagues', count: (await services.accounts.listColleagues()).length, path: '/users' },
      ],
    },
    { heading: 'audit.title', path: '/audit', roles: ['administrator'], figures: () => Promise.resolve([]) },
    { heading: 'desk.settings', path: '/settings', roles: ['administrator'], figures: () => Promise.resolve([]) },
  ]
  return cards.filter(card => card.roles.includes(role))
}

/** What visitors ask for. */
const visitorCards = (services: DeskServices, reach: Reach): Card[] => [
  {
    heading: 'desk.enquiries',
    path: '/enquiries',
    roles: ['listing_manager', 'administrator'],
    figures: () => enquiryFigures(services, reach),
  },
  {
    heading: 'desk.viewings',
    path: '/viewings',
    roles: ['listing_manager', 'administrator'],
    figures: () => viewingFigures(services, reach),
  },
]

const all = (path: string, count: number): Figure[] => [{ label: 'desk.all', count, path }]

async function caseFigures({ applications }: DeskServices, role: StaffRole): Promise<Figure[]> {
  const [counts, unanswered, held] = await Promise.all([
    applications.countByState(),
    applications.countUnanswered(),
    applications.countHeldNotices(),
  ])
  const states = role === 'reviewer' || role === 'decider' ? casesOf[role] : Object.values(casesOf).flat()
  const figures = states.map((state): Figure => ({
    label: `application.state.${state}`,
    count: counts[state] ?? 0,
    path: `/applications?state=${state}`,
  }))
  const waiting = '/applications?state=all&messages=unanswered'
  const stuck: Figure = { label: 'desk.notices', count: held, path: '/applications?state=notice_held' }
  return [
    ...figures,
    ...(role === 'reviewer' ? [] : [stuck]),
    { label: 'desk.messages', count: unanswered, path: waiting },
  ]
}

/** How many there are in each status; and how many are taken, which the plan shows. */
async function premisesFigures({ listings }: DeskServices, scope: Scope): Promise<Figure[]> {
  const counts = await listings.counts(scope)
  const figures = premisesStatuses.map((status): Figure => ({
    label: `premises.status.${status}`,
    count: counts[status] ?? 0,
    path: `/premises?status=${status}`,
  }))
  return [...figures, { label: 'plan.staff.title', count: (counts.held ?? 0) + (counts.let ?? 0), path: '/plan' }]
}

async function enquiryFigures({ enquiries }: DeskServices, reach: Reach): Promise<Figure[]> {
  const { total } = await enquiries.list({ status: 'new', page: 1, reach })
  return [{ label: 'desk.enquiries.new', count: total, path: '/enquiries?status=new' }]
}

async function viewingFigures({ viewings }: DeskServices, reach: Reach): Promise<Figure[]> {
  const counts = await viewings.figures(reach)
  return (['coming', 'flagged', 'open'] as const).map(name => ({
    label: `desk.viewings.${name}`,
    count: counts[name],
    path: '/viewings',
  }))
}
