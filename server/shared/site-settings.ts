import { noOffice, type Office } from './office/settings.ts'
import type { Rates } from './money/exchange.ts'
import type { Locale } from './texts/i18n.ts'

const mib = 1024 * 1024

/** What the office has set about the whole house. A setting that nobody has touched has these values. */
export type SiteSettings = {
  /** Bytes of one file; one of exactly this size is accepted. */
  fileBytes: number
  /** Of one application, everything that is kept counted. */
  applicationFiles: number
  applicationBytes: number
  /** Messages an hour from one e-mail address. */
  enquiriesHourly: number
  /** After so long without use a colleague signs in again. */
  staffIdleMs: number
  /** Lines for the foot of pages and letters, above what `office` says; empty says nothing. */
  contact: Record<Locale, string>
  /** Of buttons and links, `#rrggbb`, with the address of its stylesheet; null: that of `public/css/site/tokens.css`. */
  accent: { colour: string; style: string | null }
  /** Addresses of the office's logo, in CSS pixels so wide and high; null: the site's own mark. A `wide` one stands over the name and is no `icon`. */
  logo: { src: string; twice: string; icon: string; wide: boolean; width: string; height: string } | null
  office: Office
  /** What yuan cost in other currencies; null: nobody has said. */
  rates: Rates | null
}

/** Copper green, in which the site comes: links and buttons until the office chooses another. */
export const defaultColour = '#0f5f57'

let current: SiteSettings = {
  ...{ fileBytes: 20 * mib, applicationFiles: 40, applicationBytes: 200 * mib },
  ...{ enquiriesHourly: 5, staffIdleMs: 30 * 60_000 },
  contact: { ru: '', en: '', zh: '' },
  accent: { colour: defaultColour, style: null },
  logo: null,
  office: noOffice,
  rates: null,
}

/** As this process knows it: asked for anew before each request, see `programmeService`. */
export const siteSettings = (): SiteSettings => current

export const megabytes = (count: number): number => count * mib

export function useSiteSettings(set: SiteSettings): void {
  current = set
}
