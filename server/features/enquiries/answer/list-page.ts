import { pathTo } from '#server/paths.ts'
import type { EnquiryStatus } from '#models/enquiries/enquiry.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import { enquiryScopes, type EnquiryList } from '../list.ts'
import type { EnquiryFilter } from './input.ts'

export type Status = { tone: 'held' | 'good' | 'paused'; label: string }
type Row = {
  href: string
  when: string
  who: string
  topic: string
  language: string
  premises: string
  assignee: string
  status: Status
}

export type EnquiryListPage = {
  title: string
  found: string
  templates: string
  empty: string
  filters: { label: string; href: string; current: boolean }[]
  rows: Row[]
  pages: Pagination | null
}
export const renderEnquiries = view<EnquiryListPage>('enquiries/answer/list')

const tones = { new: 'held', answered: 'good', spam: 'paused' } as const
export const statusOf = (t: Translate, status: EnquiryStatus): Status => ({
  tone: tones[status],
  label: t(`enquiries.status.${status}`),
})

export function enquiryListPage(reader: Reader, filter: EnquiryFilter, found: EnquiryList): EnquiryListPage {
  const { t, locale } = reader
  const base = pathTo(locale, '/staff/enquiries')
  return {
    title: t('enquiries.title'),
    templates: pathTo(locale, '/staff/enquiries/templates'),
    found: t('enquiries.found', { count: found.total }),
    empty: found.total > 0 ? '' : t(filter.status ? `enquiries.empty.${filter.status}` : 'enquiries.empty'),
    filters: [
      { label: t('enquiries.filter.all'), href: base, current: !filter.status },
      ...enquiryScopes.map(status => ({
        label: t(`enquiries.filter.${status}`),
        href: `${pathTo(locale, '/staff/enquiries')}?status=${status}`,
        current: filter.status === status,
      })),
    ],
    rows: found.items.map(item => ({
      href: pathTo(locale, '/staff/enquiries/:id', { id: item._id.toHexString() }),
      when: formatInstant(locale, item.createdAt),
      who: item.name,
      topic: t(`contact.topic.${item.topic}`),
      language: t(`locale.${item.preferredLanguage}`),
      premises: item.premisesCode ?? '',
      assignee: item.assignee?.name ?? '—',
      status: statusOf(t, item.status),
    })),
    pages: paginationOf(t, found, page => `${base}?${queryString(filter, page)}`),
  }
}

const queryString = ({ status }: EnquiryFilter, page: number): string =>
  new URLSearchParams({ ...(status ? { status } : {}), page: String(page) }).toString()
