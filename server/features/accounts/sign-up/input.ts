import { z } from 'zod'
import { requiredLine } from '../../../web/forms.ts'
import { chosenPassword, emailAddress } from '../fields.ts'
import { passwordVerdict } from '../rules.ts'

export const signUpForm = z
  .object({ name: requiredLine(100), email: emailAddress, password: chosenPassword })
  .superRefine(({ email, password }, context) => {
    const verdict = passwordVerdict(password, email)
    if (!verdict.ok)
      context.addIssue({ code: 'custom', path: ['password'], message: `account.password.${verdict.reason}` })
  })
