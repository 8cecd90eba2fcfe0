import { houseColour, megabytes, type House } from '#shared/house.ts'
import type { Wording } from '#shared/texts/i18n.ts'
import { logoOf } from './brand/logo-name.ts'
import { accentAddress } from './brand/stylesheet.ts'
import type { ProgrammeSettings } from './rules.ts'

/** What the settings say about the whole house. */
export const houseOf = (settings: ProgrammeSettings): House => ({
  fileBytes: megabytes(settings.paperMegabytes),
  applicationFiles: settings.applicationFiles,
  applicationBytes: megabytes(settings.applicationMegabytes),
  enquiriesHourly: settings.enquiriesHourly,
  staffIdleMs: settings.staffIdleMinutes * 60_000,
  contact: { ru: settings.contactRu, en: settings.contactEn, zh: settings.contactZh },
  accent: accentOf(settings),
  logo: logoOf(settings.logo),
})

const accentOf = ({ accent }: ProgrammeSettings): House['accent'] =>
  accent ? { colour: accent, style: accentAddress(accent) } : { colour: houseColour, style: null }

/** The site's name in each language that has one of its own. */
export const brandOf = ({ siteNameRu, siteNameEn, siteNameZh }: ProgrammeSettings): Wording[] =>
  (
    [
      ['ru', siteNameRu],
      ['en', siteNameEn],
      ['zh', siteNameZh],
    ] as const
  ).flatMap(([locale, text]) => (text ? [{ locale, key: 'site.name', text }] : []))
