import { z } from 'zod'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { letterInput, letterShown, since, sinceShown } from './parts.ts'

/** Ends the tenancy once the premises are empty. */
export const vacate = tenancyAction({
  name: 'vacate',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('vacate'),
  step: true,
  decidesLetter: () => true,
  input: z.object({ letter: letterInput, since }),
  shows: making => [...sinceShown(making), ...letterShown(making)],
  run: ({ tenancies }, { id, actor, input }) => tenancies.endings.vacate(id, actor, input),
})
