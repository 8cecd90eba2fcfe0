import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { applyChange, pickOutgoing, readCaseFor, staleConflict, type OutgoingText } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { field, reasonText } from '#features/cases/desk/form-parts.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { conflict, forbidden } from '#shared/errors.ts'

/** Gives an applicant more time to answer an offer, once. */
export const extendOffer = caseAction({
  name: 'extend-offer',
  roles: ['reviewer', 'decider'],
  asShown: true,
  isOpen: ({ application, today }, { kind }) =>
    (kind === 'reviewer' || kind === 'decider') && isExtendable(application, today),
  refusal({ state, offer }) {
    if (state !== 'offered') return 'application.refused.no-such-move'
    return offer?.extendedFrom ? 'application.offer-extended' : 'application.refused.deadline-passed'
  },
  input: z.object({ deadlineOn: dayField, reason: requiredTextField(extents.reason) }),
  tells: reasonText,
  form: making => ({
    fields: [field(making, 'deadlineOn', { type: 'date' }), field(making, 'reason', { several: true })],
  }),
  isNext: () => false,
  run: ({ casePorts }: WithPorts, { id, actor, input }) => extendDeadline(casePorts, id, actor, input),
})

const isExtendable = ({ state, offer }: Application, today: string): boolean =>
  state === 'offered' && !offer?.extendedFrom && today <= cityDayOf(offer?.deadline ?? new Date(0))

/** Longest extension in days, because others wait for the premises meanwhile. */
const maxExtensionDays = 60

type Extension = OutgoingText & { deadlineOn: CityDay; reason: string }

/**
 * Extends the deadline of an offer, once, with a reason for the applicant. Throws `application.offer-extended` the second
 * time, and also refuses once the deadline has passed.
 */
export async function extendDeadline(
  { clock }: Pick<Deps, 'clock'>,
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
