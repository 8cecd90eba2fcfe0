import { pathTo } from '#server/paths.ts'
import type { Locale, Translate } from '#shared/texts/i18n.ts'

export type Speech = { t: Translate; locale: Locale }

/** The list of people; each has a page below it. */
export const peopleHref = (locale: Locale): string => pathTo(locale, '/staff/users')
