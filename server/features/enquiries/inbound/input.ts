import { z } from 'zod'
import { text } from '#web/forms/forms.ts'
import type { InboundMail } from './receiving.ts'

const parsed = {
  text: text(200_000),
  /** RFC 5322, on one line: it goes into a header of the answer. */
  messageId: z.string().regex(/^<[^\s<>]{1,250}>$/),
}

/** What a mail server hands over that has parsed the letter itself. */
export const parsedLetter = z
  .object({ ...parsed, from: z.email().max(254), to: z.string().max(320) })
  .transform(({ to, ...rest }): InboundMail => ({ ...rest, to: [to], attachments: [], automatic: false }))

/** The same of a letter that we have parsed. */
export const rawLetter = z.object({
  ...parsed,
  // Addresses in any script, RFC 6531: it is shown, not written to.
  from: z
    .string()
    .max(254)
    .regex(/^[^\s\p{C}]+@[^\s\p{C}]+$/u),
  to: z.array(z.string()),
  attachments: z.array(z.string()),
  automatic: z.boolean(),
})
