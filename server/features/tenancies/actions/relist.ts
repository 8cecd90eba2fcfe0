import { z } from 'zod'
import { tenancyAction } from '../manage/action.ts'
import { tenancyHasEnded } from '../states.ts'

/** Puts premises that needed work back on the list. */
export const relist = tenancyAction({
  name: 'relist',
  roles: ['listing_manager'],
  isOpen: ({ state, exit }) => tenancyHasEnded(state) && exit?.needsWork === true && !exit.relistedOn,
  step: true,
  input: z.object({}),
  run: ({ tenancies }, { id, actor }) => tenancies.endings.relist(id, actor),
})
