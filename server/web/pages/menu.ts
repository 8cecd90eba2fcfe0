import { localisePath } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'

/** A link of the visitors' main menu; `path` is its address without the language. */
type MenuLink = { path: string; href: string; label: string }

/** Returns the visitors' main menu, which the head and the foot of a page show. */
export function mainMenu({ t, locale }: Reader): MenuLink[] {
  const link = (path: string, label: string): MenuLink => ({ path, href: localisePath(locale, path), label })
  return [
    link('/premises', t('nav.premises')),
    link('/plan', t('nav.plan')),
    link('/incentives', t('nav.incentives')),
    link('/calculator', t('nav.calculator')),
    link('/contact', t('nav.contact')),
  ]
}
