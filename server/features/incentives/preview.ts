import { localisePath } from '#server/paths.ts'
import { locales, type Locale, type Reader } from '#shared/texts/i18n.ts'

/** Bar above a public page that staff preview before publishing. */
export type PreviewBar = {
  languages: { href: string; lang: Locale; label: string; current: boolean }[]
  /** Address of the editing page. */
  back: string
}

/** Returns the preview bar. `path` is the editing page, without its language. */
export const previewBar = ({ t, locale }: Reader, path: string): PreviewBar => ({
  languages: locales.map(lang => ({
    href: localisePath(lang, `${path}/preview`),
    lang,
    label: t(`locale.${lang}`),
    current: lang === locale,
  })),
  back: localisePath(locale, path),
})
