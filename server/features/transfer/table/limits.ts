import { formatNumber } from '#shared/texts/format.ts'
import type { Extension } from '#shared/files/file-rules.ts'
import type { Locale } from '#shared/texts/i18n.ts'

const mib = 1024 * 1024

/** Limits of an upload. Twenty thousand rows with all their texts take some 20 MB as CSV and 5 MB as XLSX. */
export const importRules = {
  extensions: ['csv', 'xlsx'] satisfies Extension[],
  maxBytes: 40 * mib,
  room: { files: 1, bytes: 40 * mib },
  // The file is read while it is unpacked and never handed out, so the scanner's default bounds do not apply (see
  // xlsx-reading.ts).
  unpacked: { entries: 2_000, entryBytes: 400 * mib, totalBytes: 500 * mib },
}

export const sizeLimit = (locale: Locale): string => `${formatNumber(locale, importRules.maxBytes / mib)} MB`
