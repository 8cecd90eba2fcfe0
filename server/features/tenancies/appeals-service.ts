import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { CityDay } from '#shared/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { changeTenancy, demandMove, letter, readTenancy } from './change.ts'
import { sensibleDays } from './days.ts'
import { leavingEffects } from './ending-service.ts'
import type { Deps } from './ports.ts'
import { appealRuns, isBeingTerminated, type TenancyActor } from './states.ts'

/** What follows from the decision to terminate where its ground has an appeal (ADR 71). */
export function appealsOf({ clock }: Pick<Deps, 'clock'>) {
  const { today } = sensibleDays(clock)

  /** The tenant's word against a termination, once, within the days of the appeal. */
  async function appeal(id: string, actor: TenancyActor, { text }: { text: string }): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'applicant') throw conflict('tenancy.refused.not-yours')
    const { termination } = was
    if (!mayAppeal(was, today()) || !termination) throw conflict('tenancy.appeal-over')
    const at = clock.now()
    const set = { termination: { ...termination, appeal: { at, text } } }
    return changeTenancy({ was, kind: 'appeal-received', actor, at, reason: text, set })
  }

  /** Upheld, the termination is gone and the tenancy goes on; dismissed, it has ended. */
  async function answerAppeal(
    id: string,
    actor: TenancyActor,
    { outcome, reason }: { outcome: 'upheld' | 'dismissed'; reason: string },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'decider') throw conflict('tenancy.refused.not-yours')
    const { termination } = was
    if (!isBeingTerminated(was) || !termination?.appeal) throw conflict('tenancy.refused.no-such-move')
    const at = clock.now()
    if (outcome === 'upheld') {
      const effects = [letter('tenancy-appeal-upheld', { reason })]
      return changeTenancy({ was, kind: 'termination-lifted', actor, at, reason, set: { termination: null }, effects })
    }
    const answered = { ...termination, appeal: { ...termination.appeal, answeredAt: at, answer: reason } }
    return end({ ...was, termination: answered }, { actor, reason })
  }

  /** When the appeal is over. */
  async function end(was: Tenancy, { actor, reason }: { actor: TenancyActor; reason: string }): Promise<Tenancy> {
    const to = demandMove('end', was, actor, { today: today() })
    const { termination } = was
    const mail = termination?.appeal
      ? letter('tenancy-appeal-dismissed', { reason })
      : letter('tenancy-terminated', { ground: termination?.ground ?? 'other', reason })
    const effects = [...leavingEffects(was.exit), mail]
    return changeTenancy({
      was,
      to,
      actor,
      at: clock.now(),
      reason,
      set: { termination: termination ?? null },
      effects,
    })
  }

  return { appeal, answerAppeal, end }
}

export const mayAppeal = (tenancy: Tenancy, today: CityDay): boolean =>
  isBeingTerminated(tenancy) &&
  Boolean(tenancy.termination && !tenancy.termination.appeal && appealRuns(tenancy.termination, today))
