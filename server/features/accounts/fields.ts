import { z } from 'zod'
import { plainAddress } from '#shared/texts/plain-signs.ts'
import { passwordVerdict } from './password/password-rules.ts'

/** An address as people type it, in lower case and plain signs: Chinese keyboards have a full-width @ and a dot of their own. */
export const typedAddress = z
  .string({ error: 'form.required' })
  .trim()
  .min(1, 'form.required')
  .max(254, 'form.too-long')
  .transform(plainAddress)

/** What is an address. A line end or a second recipient does not pass. */
export const emailAddress = typedAddress.pipe(z.email('form.email'))

/** A password that may be chosen; that it is not one's own address is asked where the address is known. */
export const chosenPassword = z
  .string({ error: 'form.required' })
  .min(1, 'form.required')
  .superRefine((password, context) => {
    const verdict = passwordVerdict(password, '')
    if (!verdict.ok) context.addIssue({ code: 'custom', message: `account.password.${verdict.reason}` })
  })

/** A password that was chosen once: any text, within what a form may reasonably hold. */
export const knownPassword = z.string({ error: 'form.required' }).min(1, 'form.required').max(1_000, 'form.too-long')

/** A code of the second step, as people type it: six digits, or a recovery code. */
export const typedCode = z.string({ error: 'form.required' }).trim().min(1, 'form.required').max(100, 'form.too-long')

/** A secret as it stands in a link; anything else was never one. */
export const tokenPath = z.object({ token: z.string().regex(/^[\w-]{20,100}$/) })
