import { z } from 'zod'
import { toPlainEmail } from '#shared/texts/plain-signs.ts'
import { passwordVerdict } from './password/password-rules.ts'

/** A typed address in lower case and plain characters: Chinese keyboards have a full-width @ and their own dot. */
export const addressField = z
  .string({ error: 'form.required' })
  .trim()
  .min(1, 'form.required')
  .max(254, 'form.too-long')
  .transform(toPlainEmail)

/** A valid e-mail address. A line end or a second recipient does not pass. */
export const emailField = addressField.pipe(z.email('form.email'))

/** A new password. Whether it is the person's own address is checked where the address is known. */
export const newPasswordField = z
  .string({ error: 'form.required' })
  .min(1, 'form.required')
  .superRefine((password, context) => {
    const verdict = passwordVerdict(password, '')
    if (!verdict.ok) context.addIssue({ code: 'custom', message: `account.password.${verdict.reason}` })
  })

/** An existing password: any text within the length limit of a form. */
export const currentPasswordField = z
  .string({ error: 'form.required' })
  .min(1, 'form.required')
  .max(1_000, 'form.too-long')

/** A typed code of the second step: six digits or a recovery code. */
export const codeField = z.string({ error: 'form.required' }).trim().min(1, 'form.required').max(100, 'form.too-long')

/** The secret in a link; other characters or lengths are never valid. */
export const tokenPath = z.object({ token: z.string().regex(/^[\w-]{20,100}$/) })
