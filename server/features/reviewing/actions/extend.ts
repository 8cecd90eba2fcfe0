import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { applyChange, pickOutgoing, readCaseFor, staleConflict, type OutgoingText } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { field, reasonText } from '#features/cases/desk/form-parts.ts'
import type { Deps } from '#features/cases/ports.ts'
import { deadlineOn, requestMailEffect, toOfficer } from '#features/cases/requests/deadline.ts'
import { movesOf, type Actor } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { requiredTextField } from '#web/writing/extent.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { AppError, conflict } from '#shared/errors.ts'

/** Gives the applicant more time to answer a request. */
export const extend = caseAction({
  name: 'extend',
  roles: ['reviewer', 'decider'],
  byTable: true,
  asShown: true,
  isOpen: ({ application }, actor) => application.state === 'information_requested' && mayExtend(actor),
  refusal: ({ state }) => (state === 'information_requested' ? null : 'application.refused.no-such-move'),
  isNext: () => false,
  input: z.object({ answerOn: dayField, reason: requiredTextField(extents.moreTime) }),
  tells: { ...reasonText, extent: extents.moreTime },
  form(making) {
    const { answerBy } = making.file.application
    return {
      fields: [
        field(making, 'answerOn', { type: 'date', start: answerBy ? cityDayOf(answerBy) : '' }),
        field(making, 'reason', { several: true, rows: 2, domId: 'extend-reason' }),
      ],
    }
  },
  run: ({ casePorts }: WithPorts, { id, actor, input }) => extendAnswerTime(casePorts, id, actor, input),
})

type ExtensionInput = OutgoingText & { answerOn: CityDay; reason: string }

/** Extends the deadline for an answer, with a reason for the applicant. Throws a conflict when the day is not possible. */
async function extendAnswerTime(
  { clock }: Pick<Deps, 'clock'>,
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
  const request = was.request ? { ...was.request, answerBy, extensions: [...was.request.extensions, extension] } : null
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

/** Checks whether an actor may extend a request: those who may reject the case at this state may. */
const mayExtend = (actor: Actor): boolean => movesOf('information_requested', actor).some(({ to }) => to === 'rejected')

function requireExtendable(was: Application, actor: Actor, now: Date): void {
  const facts = { facts: { id: was._id.toHexString() } }
  if (was.state !== 'information_requested') throw conflict('application.refused.no-such-move', facts)
  if (!mayExtend(actor)) throw new AppError('forbidden', 'application.refused.not-yours', facts)
  if (was.answerBy && now > was.answerBy) throw conflict('application.refused.deadline-passed', facts)
}
