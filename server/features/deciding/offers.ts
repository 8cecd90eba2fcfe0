import type { Application } from '#models/cases/application.ts'
import type { Offer } from '#models/cases/parts/offer.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import {
  applyChange,
  requireMove,
  moveFacts,
  pickOutgoing,
  readCaseFor,
  staleConflict,
  type OutgoingText,
} from '../cases/change.ts'
import { createOfferedTerms, requireShownTerms } from '../cases/acceptance/offered-terms.ts'
import { confirmMisfits, misfitsForAudit, type MisfitConfirmation } from '../cases/acceptance/misfits.ts'
import { effectsOf, type MoveTexts } from '../cases/moves.ts'
import { withOccupancy, createOccupancySync } from '../cases/occupancy.ts'
import type { Deps, PremisesSummary } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { turnAfter } from '../cases/status/stage.ts'

export type OfferTerms = MoveTexts &
  MisfitConfirmation & { premises: string; deadlineOn?: CityDay | undefined; termsShown?: string | undefined }

type OfferDeps = Pick<Deps, 'clock' | 'premises' | 'programme'> & {
  move: (id: string, to: 'accepted' | 'declined', actor: Actor, texts?: MoveTexts) => Promise<Application>
}

export function createOfferService({ clock, premises, programme, move }: OfferDeps) {
  const offeredTerms = createOfferedTerms({ clock, premises })

  /**
   * Offers a premises to an applicant and holds it until the end of a day in Suifenhe, by the settings unless a day is
   * given. The offer keeps the terms that the listing has now. If several officers offer the same premises at once, exactly one succeeds: the record of who has it decides, and
   * the others get `application.premises-taken`. Throws `application.offer-elsewhere` when the applicant has another open or
   * accepted offer.
   */
  async function make(id: string, actor: Actor, terms: OfferTerms): Promise<Application> {
    const was = await readCaseFor(id, actor)
    const settings = await programme.settings()
    const now = clock.now()
    requireMove(was, 'offered', actor, moveFacts(was, now, settings, terms.reason))
    const summary =
      was.state === 'public_notice'
        ? await requireAnnounced(premises, was, terms)
        : await requireFree(premises, was, terms.premises)
    const misfits = confirmMisfits(was, summary ? [summary] : [], { actor, at: now, words: terms })
    const deadline = offerDeadline(now, terms.deadlineOn ?? addDays(cityDayOf(now), settings.offerDays))
    const { premises: code } = terms
    const termsNow = await offeredTerms.of(code, was)
    requireShownTerms(terms.termsShown, code, termsNow)
    const kept = { terms: termsNow, ...(misfits ? { misfits } : {}) }
    const offer: Offer = { premises: code, madeAt: now, deadline, ...kept }
    const offered = await hold(was, actor, { terms, offer })
    if (!offered) throw staleConflict(was)
    return offered
  }

  async function hold(was: Application, actor: Actor, { terms, offer }: { terms: OfferTerms; offer: Offer }) {
    const { premises: code, madeAt: now } = offer
    return withOccupancy(premises, { was, code }, () =>
      applyChange({
        was,
        to: 'offered',
        actor,
        at: now,
        reason: terms.reason,
        ...pickOutgoing(terms),
        reasonCodes: terms.reasonCodes,
        note: terms.note,
        bulk: terms.bulk,
        set: { heldPremises: code, offer, ...turnAfter(was, now) },
        told: misfitsForAudit(offer.misfits ?? null),
        effects: effectsOf({ ...was, heldPremises: code }, 'offered'),
      }),
    )
  }

  const accept = (id: string, applicantId: string) => move(id, 'accepted', { kind: 'applicant', id: applicantId })
  const decline = (id: string, applicantId: string, reason?: string) =>
    move(id, 'declined', { kind: 'applicant', id: applicantId }, { reason })

  return { make, accept, decline }
}

/** Longest extension in days, because others wait for the premises meanwhile. */
const maxExtensionDays = 60

type Extension = OutgoingText & { deadlineOn: CityDay; reason: string }

export function createExtensionService({ clock }: Pick<Deps, 'clock'>) {
  /**
   * Extends the deadline of an offer, once, with a reason for the applicant. Throws `application.offer-extended` the second
   * time, and also refuses once the deadline has passed.
   */
  async function extend(
    id: string,
    actor: Actor,
    { deadlineOn, reason, ...outgoing }: Extension,
  ): Promise<Application> {
    if (actor.kind !== 'reviewer' && actor.kind !== 'decider') throw forbidden()
    const was = await readCaseFor(id, actor)
    const now = clock.now()
    const offer = requireExtendable(was, now)
    requireSensible(deadlineOn, offer.deadline)
    const extended = await applyChange({
      was,
      kind: 'offer_extended',
      actor,
      at: now,
      reason,
      ...pickOutgoing(outgoing),
      set: { offer: { ...offer, deadline: endOfCityDay(deadlineOn), extendedFrom: offer.deadline } },
      effects: [{ kind: 'mail', facts: { template: 'application-offer-extended' } }],
    })
    if (!extended) throw staleConflict(was)
    return extended
  }

  return extend
}

function requireExtendable({ state, offer }: Application, now: Date): NonNullable<Application['offer']> {
  if (state !== 'offered' || !offer) throw conflict('application.refused.no-such-move')
  if (now > offer.deadline) throw conflict('application.refused.deadline-passed')
  if (offer.extendedFrom) throw conflict('application.offer-extended')
  return offer
}

function requireSensible(day: CityDay, deadline: Date): void {
  const before = cityDayOf(deadline)
  if (day <= before) throw conflict('application.extension-too-short', { facts: { day } })
  if (day > addDays(before, maxExtensionDays)) throw conflict('application.extension-too-long', { facts: { day } })
}

/** Returns the premises. Throws unless it is one of the applicant's choices and free. */
export async function requireFree(
  premises: Deps['premises'],
  was: Application,
  code: string,
): Promise<PremisesSummary> {
  if (!was.premises.includes(code)) throw conflict('application.premises-not-chosen', { facts: { code } })
  const found = await findFree(premises, code)
  if (found) return found
  // A winner may have crashed, or the previous version gave it up but left the record.
  await createOccupancySync(premises)(code)
  const freed = await findFree(premises, code)
  if (!freed) throw takenError(code)
  return freed
}

async function findFree(premises: Deps['premises'], code: string): Promise<PremisesSummary | null> {
  const summary = await premises.summaries.one(code)
  return summary?.status === 'available' ? summary : null
}

/**
 * Returns the premises, null when its listing is no longer public. Throws unless it is the announced one, which the case
 * already holds.
 */
async function requireAnnounced(
  premises: Deps['premises'],
  { heldPremises }: Application,
  { premises: code }: OfferTerms,
): Promise<PremisesSummary | null> {
  if (code !== heldPremises) throw conflict('application.premises-not-announced', { facts: { code } })
  return premises.summaries.one(code)
}

function offerDeadline(now: Date, day: CityDay): Date {
  if (day <= cityDayOf(now)) throw conflict('application.offer-deadline-past', { facts: { day } })
  return endOfCityDay(day)
}

const takenError = (code: string) => conflict('application.premises-taken', { facts: { code } })
