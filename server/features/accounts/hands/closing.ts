import type { Services } from '#server/services.ts'
import type { Giver } from '#shared/hands.ts'
import { no } from '#shared/verdict.ts'
import { nobody } from './hands-service.ts'

/**
 * Closes an account, with nothing open left in its hands: what nobody was given goes into the queue, before and, for what
 * came meanwhile, after. Refused while there is what somebody has to have (`work-left`).
 */
export async function closeAccount({ accounts, hands }: Pick<Services, 'accounts' | 'hands'>, id: string, by: Giver) {
  const held = (await hands.of(id)).flatMap(({ items }) => items)
  if (held.some(({ needsSomebody }) => needsSomebody)) return no('work-left')
  const able = await accounts.people.mayDeactivate(id)
  if (!able.ok) return able
  await hands.giveAll(id, nobody, by)
  const verdict = await accounts.people.deactivate(id, by.id)
  if (verdict.ok) await hands.giveAll(id, nobody, by)
  return verdict
}
