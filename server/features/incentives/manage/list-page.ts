import { pathTo } from '#server/paths.ts'
import type { Incentive } from '#models/incentives/incentive.ts'
import { zonePages } from '#models/incentives/zone.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { locales, type Reader } from '#shared/texts/i18n.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { view } from '#web/pages/view.ts'
import { shownText, stateLabel, type ShownText, type StateLabel } from '../presentation.ts'
import { stateOf } from '../rules.ts'

type Row = {
  href: string
  title: ShownText
  category: string
  status: { tone: 'good' | 'calm'; label: string }
  state: StateLabel
  checked: string
  expires: string
  unread: string
  draft: boolean
}
export type ManageListPage = {
  title: string
  newHref: string
  rows: Row[]
  zones: { href: string; label: string }[]
}
export const renderManageList = view<ManageListPage>('incentives/manage/list')

export function manageListPage(reader: Reader, incentives: Incentive[], today: CityDay): ManageListPage {
  const { t, locale } = reader
  return {
    title: t('incentives.staff.title'),
    newHref: pathTo(locale, '/staff/incentives/new'),
    rows: incentives.map(incentive => rowOf(reader, incentive, today)),
    zones: zonePages.map(slug => ({
      href: pathTo(locale, '/staff/incentives/zones/:slug', { slug }),
      label: t(`incentives.zone.${slug}`),
    })),
  }
}

function rowOf({ t, locale }: Reader, incentive: Incentive, today: CityDay): Row {
  const { category, status, checkedAt, expiresOn, reviewed, draft } = incentive
  return {
    href: pathTo(locale, '/staff/incentives/:id', { id: incentive._id.toHexString() }),
    title: shownText(incentive.title, locale) ?? { text: t('incentives.staff.untitled') },
    category: t(`incentives.category.${category}`),
    status: { tone: status === 'published' ? 'good' : 'calm', label: t(`incentives.staff.status.${status}`) },
    state: stateLabel(t, stateOf(incentive, today), incentive.source),
    checked: checkedAt && formatCityDay(locale, checkedAt),
    expires: expiresOn ? formatCityDay(locale, expiresOn) : '',
    draft: Boolean(draft),
    unread: locales
      .filter(code => !reviewed[code])
      .map(code => t(`locale.${code}`))
      .join(locale === 'zh' ? '、' : ', '),
  }
}
