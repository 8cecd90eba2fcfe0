import { z } from 'zod'

/** Signs of a bot that fills in everything: a field hidden from people, and the time the form was opened in ms. */
export const honeypot = z.object({
  website: z.string().catch(''),
  opened: z.coerce.number().int().positive().nullable().catch(null),
})
