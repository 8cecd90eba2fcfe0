import type { Application } from '#models/applications/application.ts'
import type { Interview } from '#models/applications/parts/interview.ts'
import { conflict } from '#shared/errors.ts'
import { readFor } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { mayClose } from '#features/cases/interviews/rules.ts'
import { demandOfficer, write } from './writing.ts'

type Outcome = { held: boolean; note: string }

export function outcomesOf({ clock }: Pick<Deps, 'clock'>) {
  /** Writes down, for colleagues only, whether it was held and what came of it; again to correct that. */
  async function closeInterview(id: string, actor: Actor, { held, note }: Outcome): Promise<Application> {
    demandOfficer(actor)
    const was = await readFor(id, actor)
    const at = clock.now()
    if (!was.interview || !mayClose(was, at)) throw conflict('interview.not-begun', { facts: { id } })
    const outcome = { at, by: { id: actor.id ?? '', name: actor.name ?? '—' }, note }
    const state = held ? ('held' as const) : ('not_held' as const)
    const interview: Interview = { ...was.interview, state, outcome, waiting: false, remindAt: null }
    return write({ was, actor, at, kind: `interview_${state}`, note, set: { interview } })
  }

  return { closeInterview }
}
