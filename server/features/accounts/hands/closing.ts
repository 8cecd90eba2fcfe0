import type { Services } from '#server/services.ts'
import type { Giver } from '#shared/hands.ts'
import { nobody, refusalsOf, type Left } from './hands-service.ts'

/** `left`: what came into the hands of an account while it was closed, and could not be given on. */
type Closed = { ok: true; left: Left[] }
type Refused = { ok: false; reason: 'already-deactivated' | 'last-administrator' | 'work-left'; left: Left[] }
type Deps = Pick<Services, 'accounts' | 'hands'>

/**
 * Closes an account, with nothing open left in its hands: all of it goes to one colleague or into the queue, before and, for
 * what came meanwhile, after. Nothing is given while the account cannot be closed or something cannot be given to them, as far
 * as that is known before; refused, too, where it turns out while giving (`work-left`, with what and why).
 */
export async function closeAccount(
  { accounts, hands }: Deps,
  id: string,
  { by, to = nobody }: { by: Giver; to?: string },
): Promise<Closed | Refused> {
  const able = await accounts.people.mayDeactivate(id)
  if (!able.ok) return { ...able, left: [] }
  const refusals = refusalsOf(await hands.of(id), to)
  if (refusals.length > 0) return refused(refusals)
  const { left } = await hands.giveAll(id, to, by)
  if (left.length > 0) return refused(left)
  const verdict = await accounts.people.deactivate(id, by.id)
  if (!verdict.ok) return { ...verdict, left: [] }
  return { ok: true, left: (await hands.giveAll(id, to, by)).left }
}

const refused = (left: Left[]): Refused => ({ ok: false, reason: 'work-left', left })
