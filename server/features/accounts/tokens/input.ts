import { z } from 'zod'
import { tokenScopes } from '#models/accounts/access-token.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { id, requiredLine } from '#web/forms/forms.ts'
import { onceField } from '#web/forms/once.ts'

/** Possible lifetimes of a token in days; the first one is the default. */
export const tokenDays = ['90', '30', '365'] as const

export const tokenForm = z.object({
  name: requiredLine(60),
  scopes: z.preprocess(
    (value: unknown) => (value === undefined ? [] : [value].flat()),
    z
      .array(z.enum(tokenScopes))
      .min(1, messageKey('access.scopes.none'))
      .transform(list => [...new Set(list)])
      // The person who changes a text marks it as reviewed, so without `premises:write` this scope has no use.
      .refine(
        list => !list.includes('premises:review') || list.includes('premises:write'),
        messageKey('access.scopes.review'),
      ),
  ),
  days: z.enum(tokenDays, { error: messageKey('form.choose') }).transform(Number),
  /** Id of the form: sent again, as when the page of the key is reloaded, it makes no second key. */
  once: onceField,
  current: z
    .string({ error: messageKey('form.required') })
    .min(1, messageKey('form.required'))
    .max(1_000, messageKey('form.too-long')),
})

export const tokenPath = z.object({ id })
