import { z } from 'zod'
import { chosenPassword, emailAddress } from '../fields.ts'

export const forgotForm = z.object({ email: emailAddress })
export const resetForm = z.object({ password: chosenPassword })
