import { z } from 'zod'
import { knownPassword, typedCode } from '../fields.ts'

/** Asks only that something was typed: whether it is an address at all is not worth telling apart from "wrong". */
export const signInForm = z.object({
  email: z.string({ error: 'form.required' }).trim().min(1, 'form.required').max(254, 'form.too-long').toLowerCase(),
  password: knownPassword,
})
/** Of the app or a recovery code, in any grouping. */
export const codeForm = z.object({ code: typedCode })

export const afterwards = ['verified', 'password', 'signed-out', 'everywhere', 'ended'] as const
export type Afterwards = (typeof afterwards)[number]
export const signInQuery = z.object({ after: z.enum(afterwards).optional().catch(undefined) })
