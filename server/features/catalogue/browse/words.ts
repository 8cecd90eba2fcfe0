import type { Locale, Translate } from '#shared/texts/i18n.ts'

/** The reader's language, as every page model takes it. */
export type Words = { t: Translate; locale: Locale }
