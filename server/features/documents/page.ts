import { paperExtensions, type Extension, type RefusedFile } from '#shared/files/file-rules.ts'
import type { Locale, Translate } from '#shared/texts/i18n.ts'
import { paperLimits } from '#shared/files/paper-limits.ts'

/** Error message for a file that was refused, with its name and the limit it exceeded. */
export function refusalSentence(
  t: Translate,
  locale: Locale,
  { name, reason }: RefusedFile,
  extensions = paperExtensions,
): string {
  return t(`upload.refused.${reason}`, {
    name,
    ...paperLimits(locale),
    types: typeList(t, extensions),
  })
}

/** Hint above a file field: the limits for these kinds of files in one sentence. */
export function uploadHint(t: Translate, locale: Locale, extensions = paperExtensions): string {
  return t('upload.hint', { ...paperLimits(locale), types: typeList(t, extensions) })
}

/** Value of the `accept` attribute of a file field. */
export const acceptOf = (extensions: readonly Extension[]): string => extensions.map(name => `.${name}`).join(',')
export const acceptedTypes = acceptOf(paperExtensions)

const typeList = (t: Translate, extensions: readonly Extension[]): string =>
  extensions
    .filter(extension => extension !== 'jpg')
    .map(extension => (extension === 'webp' ? 'WebP' : extension.toUpperCase()))
    .join(t('list.comma'))
