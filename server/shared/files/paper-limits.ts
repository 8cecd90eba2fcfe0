import { formatBytes } from '../texts/format.ts'
import { siteSettings } from '../site-settings.ts'
import type { Locale } from '../texts/i18n.ts'

/** Returns the limits of a file and an application, formatted for sentences. */
export function paperLimits(locale: Locale) {
  const { fileBytes, applicationFiles: files, applicationBytes } = siteSettings()
  return { fileLimit: formatBytes(locale, fileBytes), files, totalLimit: formatBytes(locale, applicationBytes) }
}
