import { z } from 'zod'
import { earlierRents } from '#models/tenancies/earlier-tenancy.ts'
import { occupiedStatuses } from '#models/premises/occupancy.ts'
import { messageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { id, requiredLine, searchText, text } from '#web/forms/forms.ts'
import { dropInvalid } from '#web/forms/search-input.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { day, optionalDay } from '../texts/form-fields.ts'

export const earlierPath = z.object({ id })
/** Query parameters of the list. Invalid values, such as in an old shared link, are dropped. */
export const earlierQuery = z.object({
  q: dropInvalid(searchText),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type EarlierQuery = z.output<typeof earlierQuery>
export const endForm = z.object({ on: day })

/** Fields of a tenancy from before the site. A file has the same columns. */
export const earlierShape = {
  premises: z
    .string(messageKey('form.required'))
    .transform(input => canonicalCode(input) ?? '')
    .refine(code => code !== '', messageKey('earlier.code')),
  taken: z.enum(occupiedStatuses, messageKey('form.choose')),
  tenant: requiredLine(200),
  since: day,
  until: optionalDay,
  rent: z.enum(earlierRents, messageKey('form.choose')),
  rentFreeUntil: optionalDay,
  terms: text(2_000).optional().default(''),
}
export const earlierFields = Object.keys(earlierShape) as (keyof typeof earlierShape)[]

/** Checks the days against each other. The last rent-free day is kept only where the rent is free. */
export const earlierForm = z
  .object(earlierShape)
  .superRefine(({ since, until, rent, rentFreeUntil }, context) => {
    const wrong = (field: string, key: MessageKey) =>
      context.addIssue({ code: 'custom', path: [field], message: messageKey(key) })
    if (until !== null && until < since) wrong('until', 'earlier.order')
    if (rent === 'free' && (rentFreeUntil === null || rentFreeUntil < since)) wrong('rentFreeUntil', 'earlier.free-day')
  })
  .transform(({ rentFreeUntil, ...facts }) => ({
    ...facts,
    rentFreeUntil: facts.rent === 'free' ? rentFreeUntil : null,
  }))
