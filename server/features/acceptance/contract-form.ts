import { z } from 'zod'

/**
 * `version`: the version of the contract that the page showed, 0 for none. Forms of an earlier release and programs do not
 * say it.
 */
export const contractForm = z.object({
  version: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
})
