import { z } from 'zod'
import { text } from '#web/forms/forms.ts'
import type { InboundMail } from './receiving.ts'

const parsed = {
  text: text(200_000),
  /** RFC 5322, on one line, because it becomes a header of the answer. */
  messageId: z.string().regex(/^<[^\s<>]{1,250}>$/),
}

/** Schema of a mail that the mail server has parsed. */
export const parsedLetter = z
  .object({ ...parsed, from: z.email().max(254), to: z.string().max(320) })
  .transform(({ to, ...rest }): InboundMail => ({ ...rest, to: [to], attachments: [], automatic: false }))

/** Schema of a mail that we have parsed. */
export const rawLetter = z.object({
  ...parsed,
  // Addresses in any script (RFC 6531). They are displayed, not written to.
  from: z
    .string()
    .max(254)
    .regex(/^[^\s\p{C}]+@[^\s\p{C}]+$/u),
  to: z.array(z.string()),
  attachments: z.array(z.string()),
  automatic: z.boolean(),
})
