import type { Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import { applyChange, readFor, stale, type Outgoing } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'

/** Others wait for the premises meanwhile. */
const longestDays = 60

export type Extension = Outgoing & { deadlineOn: CityDay; reason: string }

export function extensionOf({ clock }: Pick<Deps, 'clock'>) {
  /**
   * Gives an applicant more time to answer an offer, once, for a reason that they are told. Refused with
   * `application.offer-extended` the second time, and once the deadline has passed.
   */
  async function extend(
    id: string,
    actor: Actor,
    { deadlineOn, reason, writing, sends }: Extension,
  ): Promise<Application> {
    if (actor.kind !== 'reviewer' && actor.kind !== 'decider') throw forbidden()
    const was = await readFor(id, actor)
    const now = clock.now()
    const offer = requireExtendable(was, now)
    requireSensible(deadlineOn, offer.deadline)
    const extended = await applyChange({
      was,
      kind: 'offer_extended',
      actor,
      at: now,
      ...{ reason, writing, sends },
      set: { offer: { ...offer, deadline: endOfCityDay(deadlineOn), extendedFrom: offer.deadline } },
      effects: [{ kind: 'mail', facts: { template: 'application-offer-extended' } }],
    })
    if (!extended) throw stale(was)
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
  if (day > addDays(before, longestDays)) throw conflict('application.extension-too-long', { facts: { day } })
}
