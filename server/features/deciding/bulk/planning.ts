import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { BulkAction, BulkItem, BulkObstacle } from '#models/deciding/bulk-decision.ts'
import { addDays, addMonths, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { moveFacts } from '#features/cases/change.ts'
import { reasonClosedTo } from '#features/cases/content.ts'
import { joinGrounds } from '#features/cases/notice/decision-reasons.ts'
import { findUnconfirmed } from '#features/cases/acceptance/misfits.ts'
import type { Deps, PremisesSummary } from '#features/cases/ports.ts'
import { canMove, type Actor, type ApplicationState } from '#features/cases/states.ts'
import { recipientOf } from '#features/cases/writing/recipient.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import type { SentTextIn } from '#web/writing/reading.ts'
import { scoreOf } from '#features/cases/waiting/order.ts'

/** `told`: the reason in the language of each applicant. */
export type BulkRequest = { action: BulkAction; reasonCodes: string[]; reason: string; told?: SentTextIn[] }
type Settings = Awaited<ReturnType<Deps['programme']['settings']>>
type Planning = {
  wish: BulkRequest
  actor: Actor
  settings: Settings
  to: ApplicationState
  now: Date
  /** Premises already given to better placed cases of the same decision. */
  taken: Set<string>
  promised: Set<string>
}

export type PlanningDeps = Pick<Deps, 'clock' | 'premises' | 'programme' | 'accounts'>

/** Returns what would happen to each case: highest score first, then earliest submission. Changes nothing. */
export async function planItems(deps: PlanningDeps, ids: readonly string[], actor: Actor, wish: BulkRequest) {
  const settings = await deps.programme.settings()
  const now = deps.clock.now()
  const to = targetOf(wish.action, settings)
  const planning = { wish, actor, settings, to, now, taken: new Set<string>(), promised: new Set<string>() }
  const items: BulkItem[] = []
  for (const was of await casesOf(ids)) items.push(await planOf(deps, was, planning))
  return { items, lastDay: lastDayOf(to, cityDayOf(now), settings) }
}

async function planOf(deps: PlanningDeps, was: Application, planning: Planning): Promise<BulkItem> {
  const { _id: application, reference, revision } = was
  const { language } = await recipientOf(deps.accounts, was)
  const common = { application, reference: String(reference), revision, language }
  const { wish, actor, settings, to, now } = planning
  const verdict = canMove(was.state, to, actor, moveFacts(was, now, settings, joinGrounds(wish)))
  if (!verdict.ok) return { ...common, refusal: { code: `application.refused.${verdict.reason}` } }
  if (reasonClosedTo(was, actor)) return { ...common, refusal: { code: 'case.refused.undeclared' } }
  if (to === 'rejected') return { ...common, to }
  const free = await firstFree(deps, was, planning.taken)
  const chosen = to === 'waitlisted' ? [...(await deps.premises.summaries.several(was.premises)).values()] : [free]
  const plan = to === 'waitlisted' ? planWait(free) : await planOffer(was, free?.code ?? null, planning)
  const unfit = findUnconfirmed(
    was,
    chosen.filter(one => one !== null),
  )[0]
  if ('refusal' in plan || !unfit) return { ...common, ...plan }
  // A misfit is confirmed with a reason of its own, on the page of the case.
  return { ...common, refusal: { code: 'bulk.refused.misfit', gaps: { code: unfit.code } } }
}

async function firstFree(
  { premises }: PlanningDeps,
  was: Application,
  taken: ReadonlySet<string>,
): Promise<PremisesSummary | null> {
  for (const code of was.premises.filter(candidate => !taken.has(candidate))) {
    const summary = await premises.summaries.one(code)
    if (summary?.status === 'available') return summary
  }
  return null
}

/** Returns how many of the applicants read each language. */
export async function readersOf(
  { accounts }: Pick<Deps, 'accounts'>,
  ids: readonly string[],
): Promise<Map<Locale, number>> {
  const counts = new Map<Locale, number>()
  for (const was of await casesOf(ids)) {
    const { language } = await recipientOf(accounts, was)
    counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  return counts
}

const planWait = (free: PremisesSummary | null): { to: 'waitlisted' } | { refusal: BulkObstacle } =>
  free ? { refusal: { code: 'application.choice-free', gaps: { code: free.code } } } : { to: 'waitlisted' }

type OfferPlan = { to: ApplicationState; premises: string } | { refusal: BulkObstacle }

async function planOffer(was: Application, code: string | null, { to, taken, promised }: Planning): Promise<OfferPlan> {
  if (!code) return { refusal: { code: 'bulk.refused.none-free' } }
  const applicant = was.applicant.toHexString()
  if (to === 'offered' && (promised.has(applicant) || (await hasOffer(applicant))))
    return { refusal: { code: 'application.offer-elsewhere' } }
  taken.add(code)
  promised.add(applicant)
  return { to, premises: code }
}

const hasOffer = (applicant: string) =>
  ApplicationModel.exists({ applicant, state: trusted({ $in: ['offered', 'accepted'] }) })

async function casesOf(ids: readonly string[]): Promise<Application[]> {
  const filter = { _id: trusted({ $in: [...ids] }), submittedAt: trusted({ $type: 'date' as const }) }
  const found = await ApplicationModel.find(filter).sort({ submittedAt: 1, _id: 1 }).lean<Application[]>()
  return found.toSorted((one, other) => scoreOf(other) - scoreOf(one))
}

function targetOf(action: BulkAction, { publicNoticeDays }: Settings): ApplicationState {
  if (action === 'reject') return 'rejected'
  if (action === 'waitlist') return 'waitlisted'
  return publicNoticeDays > 0 ? 'public_notice' : 'offered'
}

function lastDayOf(to: ApplicationState, today: CityDay, settings: Settings): CityDay | null {
  if (to === 'rejected') return null
  if (to === 'waitlisted') return addMonths(today, settings.waitingMonths)
  return addDays(today, to === 'offered' ? settings.offerDays : settings.publicNoticeDays)
}
