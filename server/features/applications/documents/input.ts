import { z } from 'zod'
import { id } from '../../../web/forms.ts'

export const documentPath = z.object({ id, documentId: id })

/** `?inline=1` asks to see it in the page; anything else saves it. */
export const documentLook = z.object({
  inline: z
    .literal('1')
    .optional()
    .catch(undefined)
    .transform(value => value === '1'),
})

/** What the city makes for an accepted offer. */
export const paperPath = z.object({ id, paper: z.enum(['address-proof', 'contract']) })
