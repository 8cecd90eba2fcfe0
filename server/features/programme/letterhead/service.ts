import type { PartyA } from '#models/cases/parts/acceptance.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import type { Clock } from '#outside/clock.ts'
import type { FileStore } from '#outside/files/files.ts'
import type { PdfBlock, PdfSeal } from '#outside/pdf.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay } from '#shared/texts/format.ts'
import { locales, translatorFor, type Locale, type Reader } from '#shared/texts/i18n.ts'
import { siteSettings } from '#shared/site-settings.ts'
import type { ProgrammeService } from '../service.ts'
import { createDocumentNumbers } from './numbers.ts'
import { createSealStore } from './seals.ts'

type Deps = { clock: Clock; files: FileStore; programme: Pick<ProgrammeService, 'current' | 'picturesInUse'> }

/** Head and closing of the office's documents. */
export type Stationery = {
  /** Returns the head above the text, in Chinese and in the reader's language. */
  head: (number: string) => PdfBlock
  /** Returns the closing below the text: who, where and when. */
  closing: (reader: Reader, on: Date, seal?: PdfSeal | null) => PdfBlock
  /** Seal, used only for a document that is being issued. */
  seal: PdfSeal | null
  /** Name of the office in the settings, by language; empty when not set. */
  issuer: Record<Locale, string>
}

/** Builds the service for letterhead, numbers and seal of the office's documents. */
export function letterheadService({ clock, files, programme }: Deps) {
  // Reads the settings uncached, because a number pattern or seal that was just set applies to the next document.
  const settings = async () => (await programme.current()).settings
  const seals = createSealStore({ clock, files, inUse: () => programme.picturesInUse('seal') })

  /** Returns the present stationery for a document in Chinese and another language. */
  async function stationery(language: Locale): Promise<Stationery> {
    const { issuerRu, issuerEn, issuerZh, seal } = await settings()
    const issuer = { ru: issuerRu, en: issuerEn, zh: issuerZh }
    const nameIn = (locale: Locale) => headNameIn(locale, issuer)
    const both: readonly Locale[] = language === 'zh' ? ['zh'] : ['zh', language]
    const png = await seals.read(seal)
    return {
      issuer,
      head: number => ({
        kind: 'letterhead',
        issuer: [...new Set(both.map(nameIn))],
        number,
        contact: contactIn(language),
      }),
      closing: ({ t, locale }, on, mark = null) => ({
        kind: 'closing',
        lines: [nameIn(locale), t('letter.place-and-date', { day: formatDay(locale, on) })],
        seal: mark,
      }),
      seal: png && { png, description: translatorFor(language)('letter.seal') },
    }
  }

  /** Returns the office as a party of a contract, without values that are not set. */
  async function partyA(): Promise<PartyA> {
    const {
      issuerRu: ru,
      issuerEn: en,
      issuerZh: zh,
      addressRu,
      addressEn,
      addressZh,
      inventedOffice,
    } = await settings()
    const issuer = { ru, en, zh }
    const address = { ru: addressRu, en: addressEn, zh: addressZh }
    return {
      name: withoutEmptyTexts(issuer),
      address: inventedOffice ? {} : withoutEmptyTexts(address),
      head: Object.fromEntries(locales.map(locale => [locale, headNameIn(locale, issuer)])),
    }
  }

  return { numbers: createDocumentNumbers({ clock, settings }), seals, stationery, partyA }
}

/** Returns the name for the head: that of the office or, when it is not set, of the site. */
const headNameIn = (locale: Locale, issuer: Record<Locale, string>): string =>
  issuer[locale] || translatorFor(locale)('site.name')

const withoutEmptyTexts = (text: Record<Locale, string>): LocalisedText =>
  Object.fromEntries(Object.entries(text).filter(([, said]) => said !== ''))

/**
 * Returns address and telephone of the office. Invented ones of a demonstration are left out, because a document is real.
 */
function contactIn(locale: Locale): string {
  const { address, phone, invented } = siteSettings().office
  if (invented) return ''
  return [address[locale], phone].filter(Boolean).join(dot)
}

export type LetterheadService = Pick<ReturnType<typeof letterheadService>, 'numbers' | 'stationery'>
