import { z } from 'zod'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { since, sinceShown } from './parts.ts'

/** Begins the fit-out after the handover. */
export const fitOut = tenancyAction({
  name: 'fit-out',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('fit-out'),
  step: true,
  input: z.object({ since }),
  shows: sinceShown,
  run: ({ tenancies }, { id, actor, input }) => tenancies.moves.startFitOut(id, actor, input),
})
