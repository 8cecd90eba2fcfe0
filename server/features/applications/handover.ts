import { ApplicationModel, type Application } from '../../../models/application.ts'
import type { HandoverRecord } from '../../../models/parts/handover-record.ts'
import { cityDayOf, type CityDay } from '../../shared/city-day.ts'
import { conflict } from '../../shared/errors.ts'
import { applyChange, readFor, stale } from './change.ts'
import { acceptanceWith } from './acceptance/of-offer.ts'
import type { Deps } from './ports.ts'
import type { Actor } from './states.ts'

export function handoverOf({ clock, programme }: Pick<Deps, 'clock' | 'programme'>) {
  /**
   * The keys are given: from this day in the city the rent-free clock runs. Written once; the tenancy follows from it as
   * an effect. The application stays `contracted` and goes on holding its premises for the whole tenancy.
   */
  async function handOver(
    id: string,
    actor: Actor,
    { on, note, record }: { on: CityDay; note?: string; record?: HandoverRecord },
  ): Promise<Application> {
    const was = await readFor(id, actor)
    if (actor.kind !== 'reviewer' && actor.kind !== 'decider') throw conflict('application.refused.not-yours')
    if (was.state !== 'contracted' || !was.heldPremises) throw conflict('application.not-contracted', { facts: { id } })
    if (was.handedOverOn) throw conflict('application.handed-over-already', { facts: { day: was.handedOverOn } })
    demandSensibleDay(on, was, clock.now())

    const { rentFreeMonths } = await programme.settings()
    const code = was.heldPremises
    const handed = await applyChange({
      was,
      kind: 'handed_over',
      actor,
      at: clock.now(),
      note,
      set: { handedOverOn: on, ...(record ? acceptanceWith(was, { handover: record }) : {}) },
      effects: [
        { kind: 'tenancy', facts: { premises: code, handoverOn: on, rentFreeMonths: String(rentFreeMonths) } },
        { kind: 'premises', facts: { code } },
        { kind: 'mail', facts: { template: 'application-handed-over' } },
      ],
    })
    if (!handed) throw stale(was)
    return handed
  }

  /** The tenancy has ended: the premises may be offered again. Idempotent. */
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

/** Not before the contract, and not in the future: nobody gives keys on a day that has not come. */
function demandSensibleDay(on: CityDay, was: Application, now: Date): void {
  if (on > cityDayOf(now)) throw conflict('application.handover-future', { facts: { day: on } })
  if (on < cityDayOf(was.stateSince)) throw conflict('application.handover-before-contract', { facts: { day: on } })
}
