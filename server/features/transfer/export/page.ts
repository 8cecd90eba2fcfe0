import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import { filterPairs, type StaffFilter } from '#features/listings/staff-table/filter.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { CheckedOption } from '#web/forms/fields.ts'
import { trail } from '../import/begin-page.ts'

export type ExportPage = {
  title: string
  breadcrumb: Breadcrumb
  action: string
  intro: string
  filtered: string
  hidden: { name: string; value: string }[]
  formats: { name: string; legend: string; options: CheckedOption[] }
}
export const renderExport = view<ExportPage>('transfer/export')

export function exportPage(reader: Reader, filter: StaffFilter, count: number): ExportPage {
  const { t, locale } = reader
  const hidden = filterPairs(filter).map(([name, value]) => ({ name, value }))
  return {
    title: t('transfer.export'),
    breadcrumb: [...trail(reader), { label: t('transfer.export') }],
    action: pathTo(locale, '/staff/premises/export'),
    intro: t('transfer.export.intro', { count }),
    filtered: t(hidden.length > 0 ? 'transfer.export.filtered' : 'transfer.export.all'),
    hidden,
    formats: {
      name: 'format',
      legend: t('transfer.export.format'),
      options: (['xlsx', 'csv'] as const).map((value, index) => ({
        id: index === 0 ? 'format' : `format-${value}`,
        value,
        label: t(`transfer.export.${value}`),
        checked: index === 0,
      })),
    },
  }
}
