import type { Application } from '#models/cases/application.ts'
import type { HandoverRecord } from '#models/cases/parts/handover-record.ts'
import { acceptanceOf, conditionsOf, withAcceptance } from '#features/cases/acceptance/offer-acceptance.ts'
import { dutiesAtHandover } from '#features/cases/acceptance/rules.ts'
import { applyChange, readCaseFor, staleConflict } from '#features/cases/change.ts'
import type { CaseAction } from '#features/cases/desk/action.ts'
import { readSettled } from '#features/cases/documents/settling.ts'
import { paperDay } from '#features/cases/papers/paper-table.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'

/** Hands over the keys. The form has a page of its own, with photos. */
export const handover: CaseAction = {
  name: 'handover',
  roles: ['reviewer', 'decider'],
  isOpen: ({ application }, { kind }) =>
    application.state === 'contracted' && !application.handedOverOn && (kind === 'reviewer' || kind === 'decider'),
  refusal({ state, handedOverOn }) {
    if (state !== 'contracted') return 'application.not-contracted'
    return handedOverOn ? 'application.handed-over-already' : null
  },
  page: true,
}

type HandoverDeps = Pick<Deps, 'clock' | 'programme' | 'documents' | 'pictures'>
/** The photos are read from the case when the record is made. */
type NewRecord = Omit<HandoverRecord, 'photos'>

/**
 * Records the handover: the rent-free clock starts on this day in Suifenhe. It is recorded once, and the tenancy follows
 * as an effect. The application stays `contracted` and holds its premises for the whole tenancy. The record takes all
 * photos that the case has at this write. A day before the one of the offer needs `earlier`: how both sides agreed on it.
 */
export async function handOver(
  deps: HandoverDeps,
  id: string,
  actor: Actor,
  { on, earlier = '', record }: { on: CityDay; earlier?: string; record?: NewRecord },
): Promise<Application> {
  const { clock, programme, pictures } = deps
  const was = await readSettled(deps, () => readCaseFor(id, actor))
  const now = clock.now()
  requireHandover(was, actor)
  requireSensibleDay(on, was, now)
  requireOfferedDay(on, was, earlier)

  // Cases from before contracts were stored have none.
  const { rentFreeMonths } = acceptanceOf(was)?.contract ?? (await programme.settings())
  const code = was.heldPremises ?? ''
  // Read after the case, because a change of a photo also changes the case.
  const photos = (await pictures.list(id)).map(({ _id }) => _id)
  const handed = await applyChange({
    was,
    kind: 'handed_over',
    actor,
    at: now,
    ...(earlier ? { note: earlier } : {}),
    set: { handedOverOn: on, ...(record ? withAcceptance(was, { handover: { ...record, photos } }) : {}) },
    effects: [
      {
        kind: 'tenancy',
        facts: {
          premises: code,
          handoverOn: on,
          rentFreeMonths: String(rentFreeMonths),
          papers: JSON.stringify(dutiesAtHandover(was.snapshot?.answers ?? {}, conditionsOf(was), paperDay(was, now))),
        },
      },
      { kind: 'premises', facts: { code } },
      { kind: 'mail', facts: { template: 'application-handed-over' } },
    ],
  })
  if (!handed) throw staleConflict(was)
  return handed
}

/** Throws unless this case can be handed over by this person. */
export function requireHandover({ _id, state, heldPremises, handedOverOn }: Application, { kind }: Actor): void {
  if (kind !== 'reviewer' && kind !== 'decider') throw conflict('application.refused.not-yours')
  const facts = { id: _id.toHexString() }
  if (state !== 'contracted' || !heldPremises) throw conflict('application.not-contracted', { facts })
  if (handedOverOn) throw conflict('application.handed-over-already', { facts: { day: handedOverOn } })
}

/** Throws unless the day lies between the contract and today. */
function requireSensibleDay(on: CityDay, was: Application, now: Date): void {
  if (on > cityDayOf(now)) throw conflict('application.handover-future', { facts: { day: on } })
  if (on < cityDayOf(was.stateSince)) throw conflict('application.handover-before-contract', { facts: { day: on } })
}

/** Throws before the day from which the offer promises the unit, unless it says how both sides agreed on an earlier one. */
function requireOfferedDay(on: CityDay, { offer }: Application, earlier: string): void {
  const from = offer?.terms?.handoverFrom
  if (from && on < from && !earlier.trim()) throw conflict('application.handover-early', { facts: { day: from } })
}
