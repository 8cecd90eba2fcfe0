import type { Services } from '#server/services.ts'
import type { AccountRole } from '#models/accounts/account.ts'
import type { ReassigningActor } from '#shared/hands.ts'
import type { Verdict } from '#shared/verdict.ts'
import { nobody, refusalsOf, unsuitableWork, type RemainingItem, type WorkSelector } from './hands-service.ts'

type Deps = Pick<Services, 'accounts' | 'hands'>
/** `given`: work that was handed on. `left`: work that arrived meanwhile and could not be, or that prevents the change. */
type Work = { given: string[]; left: RemainingItem[] }
export type ChangeOutcome<Fault extends string> =
  | ({ ok: true } & Work)
  | ({ ok: false; reason: Fault | 'work-left' } & Work)
type ReassignOptions = { by: ReassigningActor; /** Defaults to nobody. */ to?: string }
type AccountChange<Fault extends string> = {
  /** Selects the kinds of which nothing may be left. */
  parts: WorkSelector
  mayBe: () => Promise<Verdict<Fault>>
  carryOut: () => Promise<Verdict<Fault>>
}

/**
 * Changes an account so that none of its open work of some kinds is left: all of it goes to one colleague or into the queue,
 * before the change and, for work that arrived meanwhile, after it. Nothing is handed on when it is known that the change or
 * a handover will be refused. Also refused (`work-left`, with items and reasons) when a handover fails.
 */
export async function reassignThenChange<Fault extends string>(
  { hands }: Pick<Deps, 'hands'>,
  { id, by, to = nobody }: ReassignOptions & { id: string },
  { parts, mayBe, carryOut }: AccountChange<Fault>,
): Promise<ChangeOutcome<Fault>> {
  const able = await mayBe()
  if (!able.ok) return { ...able, given: [], left: [] }
  const refusals = refusalsOf((await hands.of(id)).filter(parts), to)
  if (refusals.length > 0) return refusedWith({ given: [], left: refusals })
  const { given, left } = await hands.giveAll(id, to, by, parts)
  if (left.length > 0) return refusedWith({ given, left })
  const verdict = await carryOut()
  if (!verdict.ok) return { ...verdict, given, left: [] }
  const meanwhile = await hands.giveAll(id, to, by, parts)
  return { ok: true, given: [...given, ...meanwhile.given], left: meanwhile.left }
}

const refusedWith = (work: Work) => ({ ok: false as const, reason: 'work-left' as const, ...work })

/** Closes an account and hands on all its open work. */
export const closeAccount = ({ accounts: { people }, hands }: Deps, id: string, giving: ReassignOptions) =>
  reassignThenChange(
    { hands },
    { id, ...giving },
    { parts: () => true, mayBe: () => people.mayDeactivate(id), carryOut: () => people.deactivate(id, giving.by.id) },
  )

/** Changes a role for people with access to the machine. Hands on the work that the new role cannot do. */
export const changeRole = (
  { accounts: { people }, hands }: Deps,
  id: string,
  { role, ...giving }: ReassignOptions & { role: AccountRole },
) =>
  reassignThenChange(
    { hands },
    { id, ...giving },
    {
      parts: unsuitableWork(role),
      mayBe: () => people.mayChangeRole(id, role),
      carryOut: () => people.changeRole(id, role),
    },
  )
