import { z } from 'zod'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { since, sinceShown } from './parts.ts'

/** Begins the last months, in which the tenant and the office decide what follows. */
export const expiring = tenancyAction({
  name: 'expiring',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('expiring'),
  input: z.object({ since }),
  shows: sinceShown,
  run: ({ tenancies }, { id, actor, input }) => tenancies.moves.expire(id, actor, input),
})
