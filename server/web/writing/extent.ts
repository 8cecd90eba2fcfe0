import type { z } from 'zod'
import { formatNumber } from '#shared/texts/format.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { requiredLine, requiredText, text } from '#web/forms/forms.ts'

/**
 * The permitted length of a text for somebody outside. Declared once for each field: the form reads the text by it, and the
 * translation gets a field of the same kind and is checked by it.
 */
export type Extent = {
  /** In characters. */
  readonly longest: number
  /** A place or a name, which never has several lines. */
  readonly oneLine?: true
}

/** One Chinese character says as much as about three Russian letters. */
const timesAsLong = 3

/** Returns the maximum length of a translation, in characters. */
export const maxTranslationLength = ({ longest }: Pick<Extent, 'longest'>): number => timesAsLong * longest

/** Returns a complaint about a translation as text, with the maximum length where it is too long. */
export const complaintIn = (
  { t, locale }: Pick<Reader, 't' | 'locale'>,
  error: MessageKey,
  extent: Pick<Extent, 'longest'>,
) =>
  error === 'form.too-long'
    ? t('writing.error.too-long', { most: formatNumber(locale, maxTranslationLength(extent)) })
    : t(error)

/** Returns the schema of a required field of this extent. */
export const requiredTextField = ({ longest, oneLine }: Extent): z.ZodType<string> =>
  oneLine ? requiredLine(longest) : requiredText(longest)

/** Returns the schema of an optional field of this extent. */
export const optionalTextField = ({ longest, oneLine }: Extent): z.ZodType<string> =>
  text(longest)
    .transform(input => (oneLine ? asOneLine(input) : input))
    .optional()
    .default('')

export const hasLineBreaks = (input: string): boolean => /[\r\n]/.test(input)

/** Returns the text as a one-line field shows it: browsers drop line breaks, which would join two words. */
export const asOneLine = (input: string): string => input.replace(/\s+/g, ' ')

/** Returns what a browser sends for a stored text that nobody has changed. Older texts have other spaces and line ends. */
export function toSubmittedText(stored: string, { oneLine }: Pick<Extent, 'oneLine'>): string {
  const sent = text(Infinity).parse(stored)
  return oneLine ? asOneLine(sent) : sent
}

/** Checks whether a submitted text is the stored one, unchanged. */
export const isUntouched = (
  input: unknown,
  stored: string | null | undefined,
  extent: Pick<Extent, 'oneLine'>,
): boolean =>
  typeof input === 'string' &&
  Boolean(stored) &&
  toSubmittedText(input, extent) === toSubmittedText(stored ?? '', extent)
