import { z } from 'zod'
import { viewingLanguages } from '#models/viewings/viewing.ts'
import { id, requiredLine, text } from '#web/forms/forms.ts'
import { largestParty } from '../rules.ts'

const code = z.string().regex(/^[A-Z]{3}-[A-Z]-\d{4,7}$/)

export const premisesPath = z.object({ code })
export const slotPath = z.object({ code, id })
export const visitPath = z.object({ id })

export const bookingForm = z.object({
  partySize: z.coerce
    .number('viewing.form.party.wrong')
    .int('viewing.form.party.wrong')
    .min(1, 'viewing.form.party.wrong')
    .max(largestParty, 'viewing.form.party.wrong'),
  language: z.enum(viewingLanguages, 'viewing.form.language.wrong'),
  phone: text(40)
    .pipe(z.string().regex(/^[-+\d\s()./]*$/, 'viewing.form.phone.wrong'))
    .default(''),
  note: text(1_000).default(''),
})

export const moveForm = z.object({ slot: requiredLine(24).pipe(id) })
