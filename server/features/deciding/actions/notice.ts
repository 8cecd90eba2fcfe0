import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { confirmMisfits, misfitsForAudit, type MisfitConfirmation } from '#features/cases/acceptance/misfits.ts'
import {
  applyChange,
  moveFacts,
  pickOutgoing,
  readCaseFor,
  requireMove,
  staleConflict,
} from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { groundsFields, misfitFields, reasonText } from '#features/cases/desk/form-parts.ts'
import { groundsShape, misfitShape } from '#features/cases/desk/input.ts'
import { effectsOf, type MoveTexts } from '#features/cases/moves.ts'
import { joinGrounds } from '#features/cases/notice/decision-reasons.ts'
import { withOccupancy } from '#features/cases/occupancy.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { addDays, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { requireFree } from '../free-premises.ts'
import { freeAmong, freeChoices } from './free-choices.ts'

/** Announces on the site that a unit is to be offered. Others may object before the offer is made. */
export const notice = caseAction({
  name: 'notice',
  roles: ['reviewer', 'decider'],
  move: { from: ['decision'], to: 'public_notice' },
  asShown: true,
  input: z.object({
    premises: z.string('form.choose').min(1, 'form.choose'),
    ...groundsShape('offered'),
    ...misfitShape,
  }),
  tells: reasonText,
  form(making) {
    const premises = freeChoices(making)
    if (!premises) return { blocked: making.reader.t('case.offer.none-free') }
    const { boxes, reason } = groundsFields(making, 'offered', { prefix: 'notice', optional: true })
    const { fields, ...misfit } = misfitFields(making, 'notice', freeAmong(making))
    return { choices: premises, boxes, ...misfit, fields: [...fields, reason] }
  },
  run: ({ casePorts }: WithPorts, { id, actor, input }) => publishNotice(casePorts, id, actor, input),
})

export type NoticeTerms = MoveTexts & MisfitConfirmation & { premises: string }

/**
 * Announces the planned offer for the days in the settings, and holds the premises for the case from now on (ADR 31).
 * Throws like `offer`.
 */
export async function publishNotice(
  { clock, premises, programme, content }: Pick<Deps, 'clock' | 'premises' | 'programme' | 'content'>,
  id: string,
  actor: Actor,
  terms: NoticeTerms,
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  const settings = await programme.settings()
  const now = clock.now()
  const { premises: code } = terms
  requireMove(was, 'public_notice', actor, moveFacts(was, now, settings, joinGrounds(terms)))
  const summary = await requireFree(premises, was, code)
  const misfits = confirmMisfits(was, [summary], { actor, at: now, words: terms })
  const until = endOfCityDay(addDays(cityDayOf(now), settings.publicNoticeDays))
  const published = await withOccupancy(premises, { was, code }, () =>
    applyChange({
      was,
      to: 'public_notice',
      actor,
      at: now,
      reason: terms.reason,
      ...pickOutgoing(terms),
      reasonCodes: terms.reasonCodes,
      note: terms.note,
      bulk: terms.bulk,
      set: {
        heldPremises: code,
        notice: { premises: code, from: now, until, ...(misfits ? { misfits } : {}) },
        objections: [],
      },
      told: misfitsForAudit(misfits),
      effects: effectsOf({ ...was, heldPremises: code }, 'public_notice'),
    }),
  )
  if (!published) throw staleConflict(was)
  await content.changed()
  return published
}
