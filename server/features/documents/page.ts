import { fileTypes, type RefusedFile } from '../../shared/file-rules.ts'
import type { Locale, Translate } from '../../shared/i18n.ts'
import { paperLimits } from '../../shared/paper-limits.ts'

/** Why a file was not kept: a sentence with the file's name and the limit it met. */
export function refusalSentence(t: Translate, locale: Locale, { name, reason }: RefusedFile): string {
  return t(`upload.refused.${reason}`, {
    name,
    ...paperLimits(locale),
    types: typeList(),
  })
}

/** The limits in one sentence, for the hint above a file field. */
export function uploadHint(t: Translate, locale: Locale): string {
  return t('upload.hint', { ...paperLimits(locale), types: typeList() })
}

/** For the `accept` attribute of a file field. */
export const acceptedTypes = Object.keys(fileTypes)
  .map(extension => `.${extension}`)
  .join(',')

const typeList = () =>
  Object.keys(fileTypes)
    .filter(extension => extension !== 'jpeg')
    .map(extension => extension.toUpperCase())
    .join(', ')
