import type { Request } from 'express'
import type { Clock } from '#outside/clock.ts'
import { renewSession } from '../access/session.ts'

const lifeMs = 10 * 60_000

/** Whose password was right, in which epoch of the account, and where they wanted to go. */
export type Halfway = { accountId: string; epoch: number; next: string | null }

/** Remembers, under a new session id, that the second step is to come. It opens nothing: nobody is signed in. */
export async function goHalfway(req: Request, halfway: Halfway, clock: Clock): Promise<void> {
  await renewSession(req)
  req.session.halfway = { ...halfway, at: clock.machineNow().getTime() }
  req.session.cookie.maxAge = lifeMs
}

/** Who has still to take the second step; null when nobody has, or when they took more than ten minutes. */
export function halfwayOf(req: Request, clock: Clock): Halfway | null {
  const { halfway } = req.session
  return halfway && Math.abs(clock.machineNow().getTime() - halfway.at) <= lifeMs ? halfway : null
}
