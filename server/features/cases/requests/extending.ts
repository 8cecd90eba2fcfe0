import type { Application } from '#models/cases/application.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { AppError, conflict } from '#shared/errors.ts'
import { applyChange, pickOutgoing, readCaseFor, staleConflict, type OutgoingText } from '../change.ts'
import type { Deps } from '../ports.ts'
import { movesOf, type Actor } from '../states.ts'
import { deadlineOn, requestMailEffect, toOfficer } from './deadline.ts'

export type ExtensionInput = OutgoingText & { answerOn: CityDay; reason: string }

export function createDeadlineExtension({ clock }: Pick<Deps, 'clock'>) {
  /** Extends the deadline for an answer, with a reason for the applicant. Throws a conflict when the day is not possible. */
  async function extend(
    id: string,
    actor: Actor,
    { answerOn, reason, ...outgoing }: ExtensionInput,
  ): Promise<Application> {
    const { writing } = outgoing
    const was = await readCaseFor(id, actor)
    const now = clock.now()
    requireExtendable(was, actor, now)
    const from = was.answerBy ?? now
    const answerBy = deadlineOn(now, answerOn)
    if (answerBy <= from) throw conflict('request.not-later', { facts: { id } })
    const extension = { at: now, by: toOfficer(actor), from, to: answerBy, reason, ...(writing ? { writing } : {}) }
    const request = was.request
      ? { ...was.request, answerBy, extensions: [...was.request.extensions, extension] }
      : null
    const extended = await applyChange({
      was,
      kind: 'answer_extended',
      actor,
      at: now,
      reason,
      ...pickOutgoing(outgoing),
      set: { answerBy, ...(request ? { request } : {}) },
      effects: [requestMailEffect(request, 'application-answer-extended')],
    })
    if (!extended) throw staleConflict(was)
    return extended
  }

  return extend
}

/** Checks whether an actor may extend a request: those who may reject the case at this state may. */
export const mayExtend = (actor: Actor): boolean =>
  movesOf('information_requested', actor).some(({ to }) => to === 'rejected')

function requireExtendable(was: Application, actor: Actor, now: Date): void {
  const facts = { facts: { id: was._id.toHexString() } }
  if (was.state !== 'information_requested') throw conflict('application.refused.no-such-move', facts)
  if (!mayExtend(actor)) throw new AppError('forbidden', 'application.refused.not-yours', facts)
  if (was.answerBy && now > was.answerBy) throw conflict('application.refused.deadline-passed', facts)
}
