import { z } from 'zod'
import { id } from '#web/forms/forms.ts'

export const documentPath = z.object({ id, documentId: id })

/** `?inline=1` asks to see it in the page; anything else saves it. */
export const documentLook = z.object({
  inline: z
    .literal('1')
    .optional()
    .catch(undefined)
    .transform(value => value === '1'),
})

/** What the city makes for an accepted offer; a case also has the copy of what was handed in. */
const paper = z.enum(['address-proof', 'contract'])
export const paperPath = z.object({ id, paper: z.enum([...paper.options, 'submitted']) })
/** The same of an offer that has ended; `number` counts them from 1. */
export const pastPaperPath = z.object({ id, number: z.coerce.number().int().min(1).max(999), paper })
