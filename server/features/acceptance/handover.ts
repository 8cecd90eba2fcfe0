import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { HandoverRecord } from '#models/cases/parts/handover-record.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { applyChange, readFor, stale } from '../cases/change.ts'
import { acceptanceOf, acceptanceWith } from '../cases/acceptance/of-offer.ts'
import { settlingOf } from '../cases/documents/settling.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'

type HandoverDeps = Pick<Deps, 'clock' | 'programme' | 'documents' | 'pictures'>
/** The photos are read from the case when the record is made. */
type NewRecord = Omit<HandoverRecord, 'photos'>

export function handoverOf({ clock, programme, documents, pictures }: HandoverDeps) {
  const { settled } = settlingOf({ clock, documents, pictures })

  /**
   * Records the handover: the rent-free clock starts on this day in Suifenhe. It is recorded once, and the tenancy follows
   * as an effect. The application stays `contracted` and holds its premises for the whole tenancy. The record takes all
   * photos that the case has at this write.
   */
  async function handOver(
    id: string,
    actor: Actor,
    { on, note, record }: { on: CityDay; note?: string; record?: NewRecord },
  ): Promise<Application> {
    const was = await settled(() => readFor(id, actor))
    requireHandover(was, actor)
    requireSensibleDay(on, was, clock.now())

    // Cases from before contracts were stored have none.
    const { rentFreeMonths } = acceptanceOf(was)?.contract ?? (await programme.settings())
    const code = was.heldPremises ?? ''
    // Read after the case, because a change of a photo also changes the case.
    const photos = (await pictures.list(id)).map(({ _id }) => _id)
    const handed = await applyChange({
      was,
      kind: 'handed_over',
      actor,
      at: clock.now(),
      note,
      set: { handedOverOn: on, ...(record ? acceptanceWith(was, { handover: { ...record, photos } }) : {}) },
      effects: [
        { kind: 'tenancy', facts: { premises: code, handoverOn: on, rentFreeMonths: String(rentFreeMonths) } },
        { kind: 'premises', facts: { code } },
        { kind: 'mail', facts: { template: 'application-handed-over' } },
      ],
    })
    if (!handed) throw stale(was)
    return handed
  }

  /** Releases the premises after the end of the tenancy, so that it can be offered again. Idempotent. */
  async function release(id: string): Promise<void> {
    const was = await ApplicationModel.findById(id).lean<Application>()
    if (!was?.heldPremises || was.state !== 'contracted') return
    const released = await applyChange({
      was,
      kind: 'released',
      actor: { kind: 'system' },
      at: clock.now(),
      unset: ['heldPremises'],
      effects: [
        { kind: 'premises', facts: { code: was.heldPremises } },
        { kind: 'promotion', facts: { code: was.heldPremises } },
      ],
    })
    if (!released) throw stale(was)
  }

  return { handOver, release }
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
