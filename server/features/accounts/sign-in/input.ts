import { z } from 'zod'
import { ownPath } from '#web/access/own-path.ts'
import { knownPassword, typedCode } from '../fields.ts'

/** The page to go on to; anything that is not a page of ours is dropped. */
const next = z.unknown().optional().transform(ownPath)

/** Asks only that something was typed: whether it is an address at all is not worth telling apart from "wrong". */
export const signInForm = z.object({
  email: z.string({ error: 'form.required' }).trim().min(1, 'form.required').max(254, 'form.too-long').toLowerCase(),
  password: knownPassword,
})
/** Of the app or a recovery code, in any grouping. */
export const codeForm = z.object({ code: typedCode })
export const onward = z.object({ next })

export const afterwards = ['verified', 'password', 'signed-out', 'everywhere', 'ended'] as const
export type Afterwards = (typeof afterwards)[number]
export const signInQuery = z.object({ next, after: z.enum(afterwards).optional().catch(undefined) })
