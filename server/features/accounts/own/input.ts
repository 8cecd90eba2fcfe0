import { z } from 'zod'
import { locales } from '#shared/texts/i18n.ts'
import { requiredLine } from '#web/forms/forms.ts'
import { chosenPassword, knownPassword } from '../fields.ts'

export const profileForm = z.object({ name: requiredLine(100), locale: z.enum(locales, 'form.choose') })
export const passwordForm = z.object({ current: knownPassword, password: chosenPassword })
