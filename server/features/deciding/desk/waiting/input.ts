import { z } from 'zod'

/** The waiting list. It forgives: a code that is none shows the list of all premises. */
export const waitingQuery = z.object({
  premises: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}-[A-Z]-\d{4,7}$/)
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).catch(1),
})
