import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import type { Termination } from '#models/tenancies/tenancy-parts.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import type { Intake } from '#features/documents/document-intake.ts'
import { changeTenancy, requireMove, mailEffect, readTenancy, takeInEffects } from '../change.ts'
import { createDayChecks } from '../duties/days.ts'
import type { Deps } from '../ports.ts'
import { dropRepeatedFiles, storePendingFiles } from '../renewal/renewal-intake.ts'
import { appealRuns, isBeingTerminated, type TenancyActor } from '../states.ts'
import type { Reasoned } from './moves-service.ts'
import { leavingEffects } from './ending-service.ts'

/** `appeal`: when the appeal was lodged that the page showed. */
export type AppealAnswer = Reasoned & { outcome: 'upheld' | 'dismissed'; appeal?: Date | undefined }

/** Appeals against a termination, for grounds that allow one (ADR 71). */
export function createAppealService({ clock, documents }: Pick<Deps, 'clock' | 'documents'>) {
  const { today } = createDayChecks(clock)

  /**
   * Stores the tenant's appeal against a termination, with the files that the same write takes in. Possible once, within the
   * days of the appeal. Sending the same again changes nothing.
   */
  async function lodge(
    id: string,
    actor: TenancyActor,
    { text, arrived }: { text: string; arrived?: Intake },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'applicant') throw conflict('tenancy.refused.not-yours')
    const sent = was.termination?.appeal?.files ?? []
    const files = arrived ? await dropRepeatedFiles({ documents }, { was, sent, arrived }) : []
    if (files.length === 0 && isAppealOf(was, text)) return was
    const termination = requireAppealable(was, today())
    const at = clock.now()
    const set = { termination: { ...termination, appeal: { at, text, files } } }
    const effects = takeInEffects(arrived, { files, at })
    const changed = await changeTenancy({ was, kind: 'appeal-received', actor, at, reason: text, set, effects })
    await storePendingFiles({ documents }, changed)
    return changed
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
      reason,
      writing,
      set: { termination: termination ?? null },
      effects,
    })
  }

  return { lodge, answer, answerAtTheMachine, end }
}

/** Checks whether the tenant has already sent this appeal. */
const isAppealOf = (was: Tenancy, text: string): boolean =>
  isBeingTerminated(was) && was.termination?.appeal?.text === text

/** Returns the termination that can be appealed. Throws a conflict when there is none, or it has been appealed. */
function requireAppealable(was: Tenancy, today: CityDay): Termination {
  if (isBeingTerminated(was) && was.termination?.appeal) throw conflict('tenancy.appeal-made')
  if (!mayAppeal(was, today) || !was.termination) throw conflict('tenancy.appeal-over')
  return was.termination
}

export const mayAppeal = (tenancy: Tenancy, today: CityDay): boolean =>
  isBeingTerminated(tenancy) &&
  Boolean(tenancy.termination && !tenancy.termination.appeal && appealRuns(tenancy.termination, today))
