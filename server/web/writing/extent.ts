import type { z } from 'zod'
import { formatNumber } from '#shared/texts/format.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { requiredLine, requiredText, text } from '#web/forms/forms.ts'

/**
 * How much may be written of what somebody outside reads. Declared once a field: by it the form reads what is typed, the
 * translation is asked for in a field of the same kind, and is judged.
 */
export type Extent = {
  /** In characters. */
  readonly longest: number
  /** A place or a name: never in several lines. */
  readonly oneLine?: true
}

/** Chinese says in one character what takes Russian three letters. */
const timesAsLong = 3

/** How many characters the translation of such a text may have. */
export const longestTranslation = ({ longest }: Pick<Extent, 'longest'>): number => timesAsLong * longest

/** A complaint about a translation in words: of one that is too long, how long it may be. */
export const complaintIn = (
  { t, locale }: Pick<Reader, 't' | 'locale'>,
  error: MessageKey,
  extent: Pick<Extent, 'longest'>,
) =>
  error === 'form.too-long'
    ? t('writing.error.too-long', { most: formatNumber(locale, longestTranslation(extent)) })
    : t(error)

/** What is typed into a field of this extent; nothing is refused. */
export const requiredWords = ({ longest, oneLine }: Extent): z.ZodType<string> =>
  oneLine ? requiredLine(longest) : requiredText(longest)

/** The same of a field that may be left empty. */
export const optionalWords = ({ longest, oneLine }: Extent): z.ZodType<string> =>
  text(longest)
    .transform(typed => (oneLine ? asOneLine(typed) : typed))
    .optional()
    .default('')

export const hasLineBreaks = (typed: string): boolean => /[\r\n]/.test(typed)

/** As a field of one line shows it: a browser drops the line breaks, and two words would become one. */
export const asOneLine = (typed: string): string => typed.replace(/\s+/g, ' ')

/** What a browser sends of a text that its field shows and nobody touches; texts of before have other spaces and line ends. */
export function sentUntouched(stored: string, { oneLine }: Pick<Extent, 'oneLine'>): string {
  const sent = text(Infinity).parse(stored)
  return oneLine ? asOneLine(sent) : sent
}

/** Whether what came back from a field is what was stored, and not written anew. */
export const isUntouched = (
  typed: unknown,
  stored: string | null | undefined,
  extent: Pick<Extent, 'oneLine'>,
): boolean =>
  typeof typed === 'string' && Boolean(stored) && sentUntouched(typed, extent) === sentUntouched(stored ?? '', extent)
