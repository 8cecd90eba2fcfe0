import { formatNumber } from '../../shared/format.ts'
import type { Locale, Translate } from '../../shared/i18n.ts'
import type { SessionAccount, StaffRole } from '../../web/locals.ts'
import { view } from '../../web/view.ts'
import type { Card, Figure } from './figures.ts'

type Line = { label: string; count: string; href: string; none: boolean }
export type DeskPage = {
  title: string
  wide: true
  lead: string
  cards: { heading: string; href: string; lines: Line[] }[]
}
export const renderDesk = view<DeskPage>('desk/desk')

type Counted = Pick<Card, 'heading' | 'path'> & { figures: Figure[] }
type Reader = { t: Translate; locale: Locale; account: SessionAccount }

/** Where colleagues start: what they can do, with how much of it there is. */
export function deskPage({ t, locale, account }: Reader, cards: Counted[]): DeskPage {
  const base = `/${locale}/staff`
  return {
    title: t('desk.title'),
    wide: true,
    lead: t('desk.lead', { name: account.name, role: t(`desk.role.${account.role as StaffRole}`) }),
    cards: cards.map(({ heading, path, figures }) => ({
      heading: t(heading),
      href: `${base}${path}`,
      lines: figures.map(({ label, count, path: where }) => ({
        label: t(label),
        count: formatNumber(locale, count),
        href: `${base}${where}`,
        none: count === 0,
      })),
    })),
  }
}
