import type { Application } from '#models/cases/application.ts'
import type { InterviewWish } from '#models/cases/parts/interview.ts'
import { readCaseFor } from '#features/cases/change.ts'
import type { EffectRequest } from '#features/cases/effects/effect-kinds.ts'
import { arrangedInterview, mayWish } from '#features/cases/interviews/rules.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import { writeChange } from './arranging.ts'

/**
 * Stores that the applicant needs an interpreter or another time. The wish waits until an officer changes the interview.
 * The assignee is notified by mail. Throws `interview.none-open`, `interview.begun` or `interview.wishes-full`.
 */
export async function wishForInterview(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { wish, text }: { wish: InterviewWish; text: string },
): Promise<Application> {
  if (actor.kind !== 'applicant') throw forbidden()
  const was = await readCaseFor(id, actor)
  const at = clock.now()
  const verdict = mayWish(was, at)
  const before = arrangedInterview(was)
  if (!verdict.ok) throw conflict(`interview.${verdict.reason}`, { facts: { id } })
  if (!before) throw conflict('interview.none-open', { facts: { id } })
  const interview = { ...before, wishes: [...before.wishes, { at, wish, text }], waiting: true }
  return writeChange({
    was,
    actor,
    at,
    kind: `interview_wish_${wish}`,
    reason: text,
    set: { interview },
    effects: toldOf(was),
  })
}

const toldOf = ({ assignee }: Application): EffectRequest[] =>
  assignee ? [{ kind: 'staff_mail', facts: { template: 'case-interview-wish', account: assignee.toHexString() } }] : []
