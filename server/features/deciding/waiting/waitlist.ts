import type { Application } from '#models/cases/application.ts'
import { conflict } from '#shared/errors.ts'
import { readFor } from '#features/cases/change.ts'
import type { MoveWords } from '#features/cases/moves.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'

type WaitlistDeps = Pick<Deps, 'premises'> & {
  move: (id: string, to: 'waitlisted', actor: Actor, words?: MoveWords) => Promise<Application>
}

export function waitlistOf({ premises, move }: WaitlistDeps) {
  /**
   * Puts an approved case on the waiting list of all its choices. Refused with `application.choice-free` while one of
   * them is free: the system would offer it at once, to whoever of the waiting is first, before the others are decided.
   */
  async function enlist(id: string, actor: Actor, words: MoveWords = {}): Promise<Application> {
    const was = await readFor(id, actor)
    const summaries = await premises.summaries.several(was.premises)
    const free = [...summaries.values()].find(({ status }) => status === 'available')
    if (free) throw conflict('application.choice-free', { facts: { code: free.code } })
    return move(id, 'waitlisted', actor, words)
  }

  return enlist
}
