import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { changeTenancy, requireMove, mailEffect, readTenancy } from '../change.ts'
import { createDayChecks } from '../duties/days.ts'
import type { Deps } from '../ports.ts'
import { appealRuns, isBeingTerminated, type TenancyActor } from '../states.ts'
import type { Reasoned } from './moves-service.ts'
import { leavingEffects } from './ending-service.ts'

/** `appeal`: when the appeal was lodged that the page showed. */
export type AppealAnswer = Reasoned & { outcome: 'upheld' | 'dismissed'; appeal?: Date | undefined }

/** Appeals against a termination, for grounds that allow one (ADR 71). */
export function createAppealService({ clock }: Pick<Deps, 'clock'>) {
  const { today } = createDayChecks(clock)

  /**
   * Stores the tenant's appeal against a termination. Possible once, within the days of the appeal. Sending the same text
   * again changes nothing.
   */
  async function lodge(id: string, actor: TenancyActor, { text }: { text: string }): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'applicant') throw conflict('tenancy.refused.not-yours')
    const { termination } = was
    if (isBeingTerminated(was) && termination?.appeal) {
      if (termination.appeal.text === text) return was
      throw conflict('tenancy.appeal-made')
    }
    if (!mayAppeal(was, today()) || !termination) throw conflict('tenancy.appeal-over')
    const at = clock.now()
    const set = { termination: { ...termination, appeal: { at, text } } }
    return changeTenancy({ was, kind: 'appeal-received', actor, at, reason: text, set })
  }

  const answer = async (id: string, actor: TenancyActor, answerInput: AppealAnswer): Promise<Tenancy> =>
    recordAnswer(await readTenancy(id, actor), actor, answerInput)

  /**
   * Answers an appeal from the command line (`npm run staff`). Used when everybody who decides had a part in the termination
   * (ADR 80).
   */
  async function answerAtTheMachine(reference: string, said: AppealAnswer): Promise<Tenancy> {
    const was = await TenancyModel.findOne({ reference }).lean<Tenancy>()
    if (!was) throw notFound('tenancy.not-found')
    return recordAnswer(was, { kind: 'decider', name: 'npm run staff' }, said)
  }

  /** Applies the answer: if upheld, the termination is lifted and the tenancy continues; if dismissed, the tenancy ends. */
  async function recordAnswer(
    was: Tenancy,
    actor: TenancyActor,
    { outcome, appeal: shown, ...said }: AppealAnswer,
  ): Promise<Tenancy> {
    const { reason } = said
    requireMove('appeal', was, actor, { today: today(), reason })
    const { termination } = was
    if (!termination?.appeal) throw conflict('tenancy.refused.no-such-move')
    if (shown && shown.getTime() !== termination.appeal.at.getTime()) throw conflict('error.stale')
    const at = clock.now()
    if (outcome === 'upheld') {
      const effects = [mailEffect('tenancy-appeal-upheld', { reason })]
      const set = { termination: null }
      return changeTenancy({ was, kind: 'termination-lifted', actor, at, ...said, set, effects })
    }
    const appeal = { ...termination.appeal, answeredAt: at, answer: reason }
    return end({ ...was, termination: { ...termination, appeal } }, { actor, ...said })
  }

  /** Ends a tenancy when its appeal is over. */
  async function end(was: Tenancy, { actor, reason, writing }: Reasoned & { actor: TenancyActor }): Promise<Tenancy> {
    const to = requireMove('end', was, actor, { today: today() })
    const { termination } = was
    const mail = termination?.appeal
      ? mailEffect('tenancy-appeal-dismissed', { reason })
      : mailEffect('tenancy-terminated', { ground: termination?.ground ?? 'other', reason })
    const effects = [...leavingEffects(was.exit), mail]
    return changeTenancy({
      was,
      to,
      actor,
      at: clock.now(),
      ...{ reason, writing },
      set: { termination: termination ?? null },
      effects,
    })
  }

  return { lodge, answer, answerAtTheMachine, end }
}

export const mayAppeal = (tenancy: Tenancy, today: CityDay): boolean =>
  isBeingTerminated(tenancy) &&
  Boolean(tenancy.termination && !tenancy.termination.appeal && appealRuns(tenancy.termination, today))
