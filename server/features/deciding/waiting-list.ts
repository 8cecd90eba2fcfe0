import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { AppError, conflict } from '#shared/errors.ts'
import { settleUnconfirmedHolds, syncOccupancy } from '#features/cases/occupancy.ts'
import type { Deps, PremisesSummary } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { waitingNotices } from '#features/cases/notice/waiting-notices.ts'
import { stillWaiting, waitingOrder } from '#features/cases/waiting/order.ts'
import type { OfferTerms } from './actions/offer.ts'

type WaitingDeps = Pick<Deps, 'clock' | 'premises'>
type PromotionDeps = WaitingDeps & {
  offer: (id: string, actor: Actor, terms: OfferTerms) => Promise<Application>
}
type WaitingCase = Pick<Application, '_id' | 'applicant' | 'premises'>
type Outcome = 'offered' | 'taken' | 'passed'

const maxAttempts = 5

/**
 * Offers free premises to those who wait for them (ADR 32). It looks at the present state and not at events, so it may run
 * at any time, repeatedly and in several processes, and may crash anywhere; the next run continues.
 *
 * Goes down the list in order and offers each case the highest of its free choices. Returns the number of offers.
 */
export async function offerFree(deps: PromotionDeps): Promise<number> {
  await settleUnconfirmedHolds(deps.premises)
  // No case holds these. Either a tenancy from before the site has them, or the previous version has left the record.
  const wanted = await wantedOfNobody(deps)
  if (wanted.length === 0) return 0
  for (const { code, status } of wanted)
    if (status === 'held' || status === 'let') await syncOccupancy(deps.premises, code)
  const free = await freeAndWanted(deps)
  let offered = 0
  if (free.size === 0) return offered
  for (const inLine of await eligibleFor(deps, [...free])) {
    if (await offerHighest(deps, inLine, free)) offered += 1
    if (free.size === 0) break
  }
  return offered
}

/** Offers one case its highest free choice. Removes from `free` what is gone, to this applicant or to somebody faster. */
async function offerHighest(
  { offer }: PromotionDeps,
  { _id, premises: choices }: WaitingCase,
  free: Set<string>,
): Promise<boolean> {
  for (const code of choices.filter(candidate => free.has(candidate))) {
    const outcome = await tryOffer(offer, _id.toHexString(), code)
    if (outcome === 'passed') return false
    free.delete(code)
    if (outcome === 'offered') return true
  }
  return false
}

/** Returns the cases that could get an offer now; after a run of the job there are none. */
export async function missedOffers(deps: WaitingDeps): Promise<{ id: string; code: string }[]> {
  const free = await freeAndWanted(deps)
  if (free.size === 0) return []
  return (await eligibleFor(deps, [...free])).map(({ _id, premises: choices }) => ({
    id: _id.toHexString(),
    code: choices.find(code => free.has(code)) ?? '',
  }))
}

/** Returns the premises that somebody waits for and no case holds. */
async function wantedOfNobody({ clock, premises }: WaitingDeps): Promise<PremisesSummary[]> {
  const wantedCodes = await ApplicationModel.distinct('premises', stillWaiting(clock.now()))
  if (wantedCodes.length === 0) return []
  const held = new Set(await ApplicationModel.distinct('heldPremises', { heldPremises: trusted({ $in: wantedCodes }) }))
  const summaries = await premises.summaries.several(wantedCodes.filter(code => !held.has(code)))
  return [...summaries.values()]
}

/** Returns the codes of premises that somebody waits for and that are available; paused and archived ones are not. */
async function freeAndWanted(deps: WaitingDeps): Promise<Set<string>> {
  const found = await wantedOfNobody(deps)
  return new Set(found.filter(({ status }) => status === 'available').map(({ code }) => code))
}

/**
 * Returns the cases that can get an offer, in order. Applicants with an open offer or conditions to fulfil are passed over
 * but keep their place, and so are those whose announced offer waits for another one to end.
 */
async function eligibleFor({ clock }: WaitingDeps, codes: string[]): Promise<WaitingCase[]> {
  const [answering, announced] = await Promise.all([
    ApplicationModel.distinct('applicant', { state: trusted({ $in: ['offered', 'accepted'] }) }),
    ApplicationModel.distinct('applicant', waitingNotices),
  ])
  const busy = [...answering, ...announced]
  return ApplicationModel.find(
    {
      ...stillWaiting(clock.now()),
      premises: trusted({ $in: codes }),
      applicant: trusted({ $nin: busy }),
    },
    { applicant: 1, premises: 1 },
  )
    .sort(waitingOrder)
    .lean<WaitingCase[]>()
}

/**
 * Tries to offer a premises. A case that changed meanwhile, by a note or a message, is read again, so that nobody loses
 * their turn. Errors that are no refusals are thrown, because going on would give the premises to the next in line.
 */
async function tryOffer(offer: PromotionDeps['offer'], id: string, code: string): Promise<Outcome> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const outcome = await offer(id, { kind: 'system' }, { premises: code }).then(() => 'offered' as const, outcomeOf)
    if (outcome !== 'changed') return outcome
  }
  throw conflict('error.stale', { facts: { id } })
}

function outcomeOf(error: unknown): Outcome | 'changed' {
  if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
  if (error.code === 'error.stale') return 'changed'
  return error.code === 'application.premises-taken' ? 'taken' : 'passed'
}
