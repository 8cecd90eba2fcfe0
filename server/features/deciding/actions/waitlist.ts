import type { Application } from '#models/cases/application.ts'
import { confirmMisfits, type MisfitConfirmation } from '#features/cases/acceptance/misfits.ts'
import { readCaseFor } from '#features/cases/change.ts'
import { caseAction, type WithPorts, type WithCases } from '#features/cases/desk/action.ts'
import {
  groundsFields,
  misfitFields,
  reasonText,
  type ActionContext,
  type ActionForm,
} from '#features/cases/desk/form-parts.ts'
import { groundsForm, misfitShape } from '#features/cases/desk/input.ts'
import type { MoveTexts } from '#features/cases/moves.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { conflict } from '#shared/errors.ts'

/** Puts a case on the waiting list of its choices while none of them is free. */
export const waitlist = caseAction({
  name: 'waitlist',
  roles: ['reviewer', 'decider'],
  move: { from: ['decision'], to: 'waitlisted' },
  asShown: true,
  input: groundsForm('waitlisted').safeExtend(misfitShape),
  tells: reasonText,
  form(making) {
    const { boxes, reason } = groundsFields(making, 'waitlisted', { prefix: 'waitlist' })
    const known = making.file.choices.flatMap(({ standing }) => standing ?? [])
    const { preview, tick, fields, hidden } = misfitFields(making, 'waitlist', known)
    const places = placesPreview(making)
    const lines = [...(places.preview ?? []), ...preview]
    return { boxes, tick, hidden, fields: [reason, ...fields], ...places, preview: lines }
  },
  run: ({ casePorts, cases }: WithPorts & WithCases, { id, actor, input }) =>
    enlist({ ...casePorts, move: cases.moves.move }, id, actor, input),
})

/** Returns the place that the case would get on the waiting list. Blocked while a choice can be offered. */
function placesPreview({ reader: { t }, file }: ActionContext): Partial<ActionForm> {
  const free = file.choices.find(({ standing }) => standing?.status === 'available')
  if (free) return { blocked: t('application.choice-free', { code: free.code }) }
  return { preview: file.places.map(({ code, place, of }) => t('waiting.place', { code, place, total: of })) }
}

type WaitlistDeps = Pick<Deps, 'clock' | 'premises'> & {
  move: (id: string, to: 'waitlisted', actor: Actor, texts?: MoveTexts) => Promise<Application>
}

/**
 * Puts an approved case on the waiting list for all its choices. Throws `application.choice-free` while one of them is
 * free: the system would offer it at once to the first in line, before the other cases are decided. Throws like `offer` for choices
 * that do not fit.
 */
export async function enlist(
  { clock, premises, move }: WaitlistDeps,
  id: string,
  actor: Actor,
  texts: MoveTexts & MisfitConfirmation = {},
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  const summaries = await premises.summaries.several(was.premises)
  const free = [...summaries.values()].find(({ status }) => status === 'available')
  if (free) throw conflict('application.choice-free', { facts: { code: free.code } })
  // The system offers what becomes free, so what does not fit is confirmed here.
  const misfits = confirmMisfits(was, [...summaries.values()], { actor, at: clock.now(), words: texts })
  return move(id, 'waitlisted', actor, { ...texts, misfits })
}
