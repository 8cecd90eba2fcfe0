import { z } from 'zod'
import { tokenScopes } from '#models/accounts/access-token.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { id, requiredLine } from '#web/forms/forms.ts'

const message = (key: MessageKey) => key

/** Days for which a token may be made; the first is what is chosen unless somebody wants otherwise. */
export const tokenDays = ['90', '30', '365'] as const

export const tokenForm = z.object({
  name: requiredLine(60),
  scopes: z.preprocess(
    (value: unknown) => (value === undefined ? [] : [value].flat()),
    z
      .array(z.enum(tokenScopes))
      .min(1, message('access.scopes.none'))
      .transform(list => [...new Set(list)])
      // A text is read by whoever changes it: without writing there is nothing to say it of.
      .refine(
        list => !list.includes('premises:review') || list.includes('premises:write'),
        message('access.scopes.review'),
      ),
  ),
  days: z.enum(tokenDays, { error: message('form.choose') }).transform(Number),
  current: z
    .string({ error: message('form.required') })
    .min(1, message('form.required'))
    .max(1_000, message('form.too-long')),
})

export const tokenPath = z.object({ id })
