import { z } from 'zod'
import { text } from '#web/forms/forms.ts'
import { colourOf, isLegible } from './colours.ts'

/** Empty leaves the colour of the house. */
export const accentForm = z.object({
  accent: text(20)
    .refine(typed => typed === '' || colourOf(typed) !== null, 'brand.accent.wrong')
    .transform(typed => colourOf(typed) ?? '')
    .refine(colour => colour === '' || isLegible(colour), 'brand.accent.pale'),
  /** What the form was made from. */
  seen: z.string().max(20).catch(''),
})

/** A colour that is only looked at; null: nothing is, or nothing that is a colour. */
export const triedColour = z.object({ accent: z.string().max(20).nullable().catch(null) }).partial()

/** The logo that a form was made from. */
export const seenLogo = z.object({ seen: z.string().max(100).catch('') })
