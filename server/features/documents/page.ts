import { paperExtensions, type Extension, type RefusedFile } from '#shared/files/file-rules.ts'
import type { Locale, Translate } from '#shared/texts/i18n.ts'
import { paperLimits } from '#shared/files/paper-limits.ts'

/** Why a file was not kept: a sentence with the file's name and the limit it met. */
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

/** The limits in one sentence, for the hint above a file field that takes these kinds of files. */
export function uploadHint(t: Translate, locale: Locale, extensions = paperExtensions): string {
  return t('upload.hint', { ...paperLimits(locale), types: typeList(t, extensions) })
}

/** For the `accept` attribute of a file field. */
export const acceptOf = (extensions: readonly Extension[]): string => extensions.map(name => `.${name}`).join(',')
export const acceptedTypes = acceptOf(paperExtensions)

const typeList = (t: Translate, extensions: readonly Extension[]): string =>
  extensions
    .filter(extension => extension !== 'jpg')
    .map(extension => (extension === 'webp' ? 'WebP' : extension.toUpperCase()))
    .join(t('list.comma'))
