import { enquiryStatuses, type Enquiry, type EnquiryStatus } from '../../../../models/enquiry.ts'
import { formatInstant } from '../../../shared/format.ts'
import { isMessageKey, type Locale, type Translate } from '../../../shared/i18n.ts'
import { fieldOf, type Field } from '../../../web/fields.ts'
import { errorSummary, typedText, type ErrorSummary, type FormFailure } from '../../../web/forms.ts'
import { view } from '../../../web/view.ts'
import type { EnquiryList } from '../service.ts'
import type { EnquiryFilter } from './input.ts'

type Words = { t: Translate; locale: Locale }
type Status = { tone: 'held' | 'good'; label: string }
type Row = {
  href: string
  when: string
  who: string
  topic: string
  language: string
  premises: string
  status: Status
}

export type EnquiryListPage = {
  title: string
  wide: true
  found: string
  empty: string
  filters: { label: string; href: string; current: boolean }[]
  rows: Row[]
  pages: { current: string; previous: string; next: string } | null
}
export const renderEnquiries = view<EnquiryListPage>('enquiries/answer/list')

const statusOf = (t: Translate, status: EnquiryStatus): Status => ({
  tone: status === 'new' ? 'held' : 'good',
  label: t(`enquiries.status.${status}`),
})

export function enquiryListPage(words: Words, filter: EnquiryFilter, found: EnquiryList): EnquiryListPage {
  const { t, locale } = words
  const base = `/${locale}/staff/enquiries`
  return {
    title: t('enquiries.title'),
    wide: true,
    found: t('enquiries.found', { count: found.total }),
    empty: found.total > 0 ? '' : t(filter.status === 'new' ? 'enquiries.empty.new' : 'enquiries.empty'),
    filters: [
      { label: t('enquiries.filter.all'), href: base, current: !filter.status },
      ...enquiryStatuses.map(status => ({
        label: t(`enquiries.filter.${status}`),
        href: `${base}?status=${status}`,
        current: filter.status === status,
      })),
    ],
    rows: found.items.map(item => ({
      href: `${base}/${item._id.toHexString()}`,
      when: formatInstant(locale, item.createdAt),
      who: item.name,
      topic: t(`contact.topic.${item.topic}`),
      language: t(`locale.${item.preferredLanguage}`),
      premises: item.premisesCode ?? '',
      status: statusOf(t, item.status),
    })),
    pages: pagesOf(words, filter, found),
  }
}

function pagesOf({ t, locale }: Words, { status }: EnquiryFilter, { page, pages }: EnquiryList) {
  if (pages === 1) return null
  const href = (number: number) =>
    `/${locale}/staff/enquiries?${new URLSearchParams({ ...(status ? { status } : {}), page: String(number) }).toString()}`
  return {
    current: t('pages.current', { page, pages }),
    previous: page > 1 ? href(page - 1) : '',
    next: page < pages ? href(page + 1) : '',
  }
}

export type EnquiryPage = {
  title: string
  breadcrumb: { label: string; href?: string }[]
  status: Status
  rows: { label: string; value: string; href?: string; action?: string }[]
  paragraphs: string[]
  language: Locale
  action: string
  reply: string
  errors: ErrorSummary
  note: Field
  answered: boolean
  version: string
  history: { what: string; when: string; who: string }[]
}
export const renderEnquiry = view<EnquiryPage>('enquiries/answer/one')

export function enquiryPage(words: Words, enquiry: Enquiry, form?: FormFailure): EnquiryPage {
  const { t, locale } = words
  const base = `/${locale}/staff/enquiries`
  return {
    title: t('enquiries.one', { name: enquiry.name }),
    breadcrumb: [{ label: t('enquiries.title'), href: base }, { label: enquiry.name }],
    status: statusOf(t, enquiry.status),
    rows: rowsOf(words, enquiry),
    paragraphs: enquiry.message.split(/\r?\n/).filter(line => line.trim()),
    language: enquiry.preferredLanguage,
    action: `${base}/${enquiry._id.toHexString()}`,
    reply: `mailto:${encodeURIComponent(enquiry.email)}`,
    errors: errorSummary(t, form?.errors),
    note: fieldOf(t, 'note', { form, stored: enquiry.note }),
    answered: form ? typedText(form.typed, 'answered') === 'yes' : enquiry.status === 'answered',
    version: form ? typedText(form.typed, 'version') : String(enquiry.version),
    history: enquiry.events.toReversed().map(event => ({
      what: eventName(t, event.kind),
      when: formatInstant(locale, event.at),
      who: event.by.name ?? '',
    })),
  }
}

function rowsOf({ t, locale }: Words, enquiry: Enquiry): EnquiryPage['rows'] {
  const { premisesCode } = enquiry
  const rows = [
    { label: t('enquiries.column.when'), value: formatInstant(locale, enquiry.createdAt) },
    { label: t('enquiries.column.topic'), value: t(`contact.topic.${enquiry.topic}`) },
    { label: t('enquiries.column.language'), value: t(`locale.${enquiry.preferredLanguage}`) },
    { label: t('contact.email'), value: enquiry.email },
    { label: t('contact.phone'), value: enquiry.phone },
    { label: t('contact.messenger'), value: enquiry.messenger },
  ]
  const premises = premisesCode
    ? [
        {
          label: t('enquiries.column.premises'),
          value: premisesCode,
          href: `/${locale}/premises/${premisesCode}`,
          action: '→',
        },
      ]
    : []
  return [...rows.filter(({ value }) => value), ...premises]
}

function eventName(t: Translate, kind: string): string {
  const key = `enquiries.event.${kind}`
  return isMessageKey(key) ? t(key) : kind
}
