import { z } from 'zod'
import { requiredLine } from '#web/forms/forms.ts'
import { chosenPassword, emailAddress } from '../fields.ts'
import { passwordVerdict } from '../password/password-rules.ts'

export const signUpForm = z
  .object({ name: requiredLine(100), email: emailAddress, password: chosenPassword })
  .superRefine(({ name, email, password }, context) => {
    const verdict = passwordVerdict(password, email, name)
    if (!verdict.ok)
      context.addIssue({ code: 'custom', path: ['password'], message: `account.password.${verdict.reason}` })
  })
