import { z } from 'zod'
import { addDays } from '#shared/days/city-day.ts'
import { canBegin, tenancyAction } from '../manage/action.ts'
import { day } from '../texts/form-fields.ts'
import { reasonField, reasonInput, since, sinceShown, writtenReason } from './parts.ts'

/** Usual time until the premises are empty, in days. */
const usualDays = 30

/** Gives notice on behalf of the tenant or the city. */
export const notice = tenancyAction({
  name: 'notice',
  roles: ['reviewer', 'decider'],
  isOpen: canBegin('notice'),
  input: z.object({ since, leavesOn: day, reason: reasonInput }),
  shows: sinceShown,
  written: writtenReason,
  fields: ({ reader: { today } }) => [{ name: 'leavesOn', kind: 'day', start: addDays(today, usualDays) }, reasonField],
  run: ({ tenancies }, { id, actor, input }) => tenancies.moves.giveNotice(id, actor, input),
})
