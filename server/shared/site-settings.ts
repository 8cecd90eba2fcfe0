import { noOffice, type Office } from './office/settings.ts'
import type { CityDay } from './days/city-day.ts'
import type { Rates } from './money/currencies.ts'
import type { Locale } from './texts/i18n.ts'

const mib = 1024 * 1024

/** Rules of papers from a day on: which are demanded, and in how many days. A paper that is not named follows the program. */
export type PaperRules = { from: CityDay; papers: Record<string, { demanded: boolean; days: number | null }> }

/** A document of the city that grants the rent-free months. An empty name falls back to another language. */
export type RentFreeDocument = { name: Record<Locale, string>; day: CityDay }

/** Settings of the office for the whole site. A setting that nobody has changed has these values. */
export type SiteSettings = {
  /** Largest size of one file in bytes, inclusive. */
  fileBytes: number
  /** Limits of one application, over all stored files. */
  applicationFiles: number
  applicationBytes: number
  /** Messages an hour from one e-mail address. */
  enquiriesHourly: number
  /** Time without use after which a colleague has to sign in again. */
  staffIdleMs: number
  /** Lines for the foot of pages and letters, above `office`; empty for none. */
  contact: Record<Locale, string>
  /**
   * Colour of buttons and links, `#rrggbb`, with the address of its stylesheet; null: that of `public/css/site/tokens.css`.
   */
  accent: { colour: string; style: string | null }
  /**
   * Addresses of the office's logo, with its size in CSS pixels; null: the site's own mark. A `wide` one stands above the
   * name and is not used as the icon.
   */
  logo: { src: string; twice: string; icon: string; wide: boolean; width: string; height: string } | null
  office: Office
  /** Changes of the table of papers, by their days (`server/features/cases/papers`). */
  papers: readonly PaperRules[]
  /** Rates of yuan in other currencies; null when nobody has set them. */
  rates: Rates | null
  /** What confirms the rent-free months; null until an administrator names it. */
  rentFreeDocument: RentFreeDocument | null
}

/** Copper green, the default colour of links and buttons until the office chooses another. */
export const defaultColour = '#0f5f57'

let current: SiteSettings = {
  fileBytes: 20 * mib,
  applicationFiles: 40,
  applicationBytes: 200 * mib,
  enquiriesHourly: 5,
  staffIdleMs: 30 * 60_000,
  contact: { ru: '', en: '', zh: '' },
  accent: { colour: defaultColour, style: null },
  logo: null,
  office: noOffice,
  papers: [],
  rates: null,
  rentFreeDocument: null,
}

/** Returns the settings that this process knows. They are refreshed before each request, see `programmeService`. */
export const siteSettings = (): SiteSettings => current

export const megabytes = (count: number): number => count * mib

export function useSiteSettings(set: SiteSettings): void {
  current = set
}
