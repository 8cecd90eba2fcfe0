import { z } from 'zod'
import { id } from '#web/forms/forms.ts'

export const documentPath = z.object({ id, documentId: id })

/** `?inline=1` shows the document in the page; any other value downloads it. */
export const documentLook = z.object({
  inline: z
    .literal('1')
    .optional()
    .catch(undefined)
    .transform(value => value === '1'),
})

/**
 * Papers that the office makes for an accepted offer. A case also has a copy of what was submitted and, while an offer is
 * open, the draft of its contract.
 */
const paper = z.enum(['address-proof', 'contract'])
export const paperPath = z.object({ id, paper: z.enum([...paper.options, 'submitted', 'draft-contract']) })
/** Path of a paper of an offer that has ended; `number` counts these offers from 1. */
export const pastPaperPath = z.object({ id, number: z.coerce.number().int().min(1).max(999), paper })
