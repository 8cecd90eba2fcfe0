import type { Services } from '#server/services.ts'
import type { AccountRole } from '#models/accounts/account.ts'
import type { Giver } from '#shared/hands.ts'
import type { Verdict } from '#shared/verdict.ts'
import { nobody, refusalsOf, unfitFor, type Left, type Parts } from './hands-service.ts'

type Deps = Pick<Services, 'accounts' | 'hands'>
type Done = { ok: true; left: Left[] }
/** `left`: what came into somebody's hands meanwhile and could not be given on, or what stands in the way. */
export type Outcome<Fault extends string> = Done | { ok: false; reason: Fault | 'work-left'; left: Left[] }
type Giving = { by: Giver; /** Nobody unless said. */ to?: string }
type Change<Fault extends string> = {
  /** Of which kinds nothing may be left. */
  parts: Parts
  mayBe: () => Promise<Verdict<Fault>>
  carryOut: () => Promise<Verdict<Fault>>
}

/**
 * Changes an account so that nothing open of some kinds is left in its hands: all of it goes to one colleague or into the queue,
 * before and, for what came meanwhile, after. Nothing is given while the change cannot be made or something cannot be given to
 * them, as far as that is known before; refused, too, where it turns out while giving (`work-left`, with what and why).
 */
export async function handingOnFirst<Fault extends string>(
  { hands }: Pick<Deps, 'hands'>,
  { id, by, to = nobody }: Giving & { id: string },
  { parts, mayBe, carryOut }: Change<Fault>,
): Promise<Outcome<Fault>> {
  const able = await mayBe()
  if (!able.ok) return { ...able, left: [] }
  const refusals = refusalsOf((await hands.of(id)).filter(parts), to)
  if (refusals.length > 0) return refused(refusals)
  const { left } = await hands.giveAll(id, to, by, parts)
  if (left.length > 0) return refused(left)
  const verdict = await carryOut()
  if (!verdict.ok) return { ...verdict, left: [] }
  return { ok: true, left: (await hands.giveAll(id, to, by, parts)).left }
}

const refused = (left: Left[]) => ({ ok: false as const, reason: 'work-left' as const, left })

/** Closes an account, with nothing open left in its hands. */
export const closeAccount = ({ accounts: { people }, hands }: Deps, id: string, giving: Giving) =>
  handingOnFirst(
    { hands },
    { id, ...giving },
    { parts: () => true, mayBe: () => people.mayDeactivate(id), carryOut: () => people.deactivate(id, giving.by.id) },
  )

/** Gives somebody another role, for whoever may use the machine, with nothing left in their hands that it cannot do. */
export const changeRole = (
  { accounts: { people }, hands }: Deps,
  id: string,
  { role, ...giving }: Giving & { role: AccountRole },
) =>
  handingOnFirst(
    { hands },
    { id, ...giving },
    {
      parts: unfitFor(role),
      mayBe: () => people.mayChangeRole(id, role),
      carryOut: () => people.changeRole(id, role),
    },
  )
