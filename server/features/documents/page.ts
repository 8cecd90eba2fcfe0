import {
  fileTypes,
  maxApplicationBytes,
  maxApplicationFiles,
  maxFileBytes,
  type RefusedFile,
} from '../../shared/file-rules.ts'
import { formatBytes } from '../../shared/format.ts'
import type { Locale, Translate } from '../../shared/i18n.ts'

/** Why a file was not kept: a sentence with the file's name and the limit it met. */
export function refusalSentence(t: Translate, locale: Locale, { name, reason }: RefusedFile): string {
  return t(`upload.refused.${reason}`, {
    name,
    fileLimit: formatBytes(locale, maxFileBytes),
    files: maxApplicationFiles,
    totalLimit: formatBytes(locale, maxApplicationBytes),
    types: typeList(),
  })
}

/** The limits in one sentence, for the hint above a file field. */
export function uploadHint(t: Translate, locale: Locale): string {
  return t('upload.hint', {
    fileLimit: formatBytes(locale, maxFileBytes),
    files: maxApplicationFiles,
    totalLimit: formatBytes(locale, maxApplicationBytes),
    types: typeList(),
  })
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
