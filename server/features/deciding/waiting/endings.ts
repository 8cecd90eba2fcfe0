import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { applyChange } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'

const warnedDays = 31
/** The sweep comes round again in a minute: what does not fit waits. */
const atOnce = 500

export function waitEndingsOf({ clock }: Pick<Deps, 'clock'>) {
  /** Writes once, a month before, to each whose wait is about to end. Returns how many letters are owed. */
  async function warnAll(): Promise<number> {
    const now = clock.now()
    const soon = await ApplicationModel.find({
      state: 'waitlisted',
      'waiting.until': trusted({ $gte: now, $lte: endOfCityDay(addDays(cityDayOf(now), warnedDays)) }),
      'waiting.warnedAt': null,
    })
      .limit(atOnce)
      .lean<Application[]>()
    let warned = 0
    for (const was of soon) warned += (await warn(was, now)) ? 1 : 0
    return warned
  }

  /** Null when the case has moved on since it was read. */
  async function warn(was: Application, now: Date): Promise<Application | null> {
    if (!was.waiting) return null
    return applyChange({
      was,
      kind: 'wait_ending',
      actor: { kind: 'system' },
      at: now,
      set: { waiting: { ...was.waiting, warnedAt: now } },
      effects: [{ kind: 'mail', facts: { template: 'application-wait-ending' } }],
    })
  }

  return warnAll
}
