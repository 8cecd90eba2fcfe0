import { z } from 'zod'

/** Searches forgive: what is too long to be a name, a number or a code is cut. */
export const everythingQuery = z.object({
  q: z
    .string()
    .catch('')
    .transform(typed => typed.replaceAll(/\s+/g, ' ').trim().slice(0, 100)),
})
