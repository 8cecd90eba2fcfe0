import { z } from 'zod'

/** What a program that fills in everything gives away: a field that people do not see, and when the form was opened, in ms. */
export const honeypot = z.object({
  website: z.string().catch(''),
  opened: z.coerce.number().int().positive().nullable().catch(null),
})
