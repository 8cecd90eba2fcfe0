import { z } from 'zod'
import { canonicalCode } from '#shared/texts/codes.ts'

/**
 * Cursor of the next page: after the last code of this one. Codes never change and are never reused, so a client that
 * follows the links misses nothing that remains and gets nothing twice, whatever is added or removed meanwhile.
 */
export const cursorAfter = (code: string): string => Buffer.from(`after ${code}`).toString('base64url')

export const cursor = z
  .string()
  .max(60)
  .transform((input, context) => {
    const code = canonicalCode(
      Buffer.from(input, 'base64url')
        .toString('utf8')
        .replace(/^after /, ''),
    )
    if (code && cursorAfter(code) === input) return code
    context.addIssue({ code: 'custom', message: 'cursor' })
    return z.NEVER
  })
