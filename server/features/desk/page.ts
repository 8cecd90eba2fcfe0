import { pathTo } from '#server/paths.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { SessionAccount, StaffRole } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import type { DeskCard, DeskFigure } from '#server/slice.ts'
import type { Work } from './work.ts'
import { groupsOf, type Group, type WorkReader } from './work-view.ts'

type Line = { label: string; count: string; href: string; none: boolean }
type DeskPage = {
  title: string
  wide: true
  lead: string
  groups: Group[]
  /** Said when nothing waits at all, or nothing that is urgent. */
  calm: string | null
  cards: { heading: string; href: string; lines: Line[] }[]
}
export const renderDesk = view<DeskPage>('desk/desk')

type Counted = Pick<DeskCard, 'heading' | 'path'> & { figures: DeskFigure[] }

/** Where colleagues start: what waits for them, the most urgent first; below it everything there is. */
export function deskPage(
  reader: WorkReader & { account: SessionAccount },
  { work, cards }: { work: Work; cards: Counted[] },
): DeskPage {
  const { t, locale, account } = reader
  const base = pathTo(locale, '/staff')
  return {
    title: t('desk.title'),
    wide: true,
    lead: t('desk.lead', { name: account.name, role: t(`desk.role.${account.role as StaffRole}`) }),
    groups: groupsOf(reader, work),
    calm: calmOf(reader, work),
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

function calmOf({ t }: WorkReader, { today, week, later }: Work): string | null {
  if (today.length > 0) return null
  return week.length > 0 || later.length > 0 ? t('work.calm.today') : t('work.calm.all')
}
