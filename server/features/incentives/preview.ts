import { inLocale } from '#server/paths.ts'
import { locales, type Locale, type Reader } from '#shared/texts/i18n.ts'

/** Above a public page that is shown to the staff before it is published. */
export type PreviewBar = {
  languages: { href: string; lang: Locale; label: string; current: boolean }[]
  /** Where it is written. */
  back: string
}

/** `path` is the page where it is written, without its language. */
export const previewBar = ({ t, locale }: Reader, path: string): PreviewBar => ({
  languages: locales.map(lang => ({
    href: inLocale(lang, `${path}/preview`),
    lang,
    label: t(`locale.${lang}`),
    current: lang === locale,
  })),
  back: inLocale(locale, path),
})
