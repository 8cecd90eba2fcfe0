import { formatBytes } from '../texts/format.ts'
import { siteSettings } from '../site-settings.ts'
import type { Locale } from '../texts/i18n.ts'

/** What a file and an application may have, for sentences. */
export function paperLimits(locale: Locale) {
  const { fileBytes, applicationFiles: files, applicationBytes } = siteSettings()
  return { fileLimit: formatBytes(locale, fileBytes), files, totalLimit: formatBytes(locale, applicationBytes) }
}
