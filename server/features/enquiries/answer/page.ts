import { replyWays, type Enquiry } from '../../../../models/enquiry.ts'
import { formatInstant } from '../../../shared/format.ts'
import { isMessageKey, type Locale, type Translate } from '../../../shared/i18n.ts'
import { choicesOf, fieldOf, type Choice, type Field } from '../../../web/fields.ts'
import { errorSummary, typedText, type ErrorSummary, type FormFailure } from '../../../web/forms.ts'
import type { SessionAccount } from '../../../web/locals.ts'
import { view } from '../../../web/view.ts'
import { statusOf, type Status, type Words } from './list-page.ts'

/** The forms of the page: a refusal belongs to one of them. */
export type Part = 'note' | 'reply' | 'assignment' | 'spam'
type Option = { value: string; label: string; selected: boolean }
type Message = { office: boolean; who: string; when: string; instant: string; text: string }

type EnquiryPage = {
  title: string
  breadcrumb: { label: string; href?: string }[]
  status: Status
  rows: { label: string; value: string; href?: string; action?: string }[]
  items: Message[]
  language: Locale
  action: string
  errors: ErrorSummary
  reply: { open: boolean; text: Field; ways: Choice[]; hint: string }
  assignees: Option[]
  /** Null once it is one's own. */
  take: { id: string } | null
  spam: { value: 'yes' | 'no'; label: string }
  note: Field
  answered: boolean
  version: string
  history: { what: string; when: string; who: string }[]
}
export const renderEnquiry = view<EnquiryPage>('enquiries/answer/one')

type Reader = Words & { account: SessionAccount }
type Showing = {
  enquiry: Enquiry
  colleagues: readonly { id: string; name: string }[]
  refused?: { part: Part; form: FormFailure }
}

/** The version is always that of the page, also after a refusal: whoever sends it again has seen what came between. */
export function enquiryPage(reader: Reader, { enquiry, colleagues, refused }: Showing): EnquiryPage {
  const { t, locale, account } = reader
  const base = `/${locale}/staff/enquiries`
  const formOf = (part: Part) => (refused?.part === part ? refused.form : undefined)
  const noting = formOf('note')
  return {
    title: t('enquiries.one', { name: enquiry.name }),
    breadcrumb: [
      { label: t('nav.staff'), href: `/${locale}/staff` },
      { label: t('enquiries.title'), href: base },
      { label: enquiry.name },
    ],
    status: statusOf(t, enquiry.status),
    rows: rowsOf(reader, enquiry),
    items: conversationOf(reader, enquiry),
    language: enquiry.preferredLanguage,
    action: `${base}/${enquiry._id.toHexString()}`,
    errors: errorSummary(t, refused?.form.errors),
    reply: replyOf(reader, enquiry, formOf('reply')),
    assignees: assigneesOf(t, enquiry, colleagues),
    take: enquiry.assignee?.id === account.id ? null : { id: account.id },
    spam:
      enquiry.status === 'spam'
        ? { value: 'no', label: t('enquiries.not-spam') }
        : { value: 'yes', label: t('enquiries.spam') },
    note: fieldOf(t, 'note', { form: noting, stored: enquiry.note }),
    answered: noting ? typedText(noting.typed, 'answered') === 'yes' : enquiry.status === 'answered',
    version: String(enquiry.version),
    history: historyOf(reader, enquiry),
  }
}

function replyOf({ t }: Words, enquiry: Enquiry, form: FormFailure | undefined): EnquiryPage['reply'] {
  const way = fieldOf(t, 'way', { form, stored: 'mail' })
  return {
    open: enquiry.status !== 'spam',
    text: fieldOf(t, 'text', { form }),
    ways: choicesOf(way, replyWays, value => t(`enquiries.way.${value}`)),
    hint: t('enquiries.reply.hint', { language: t(`locale.${enquiry.preferredLanguage}`), email: enquiry.email }),
  }
}

/** The first message and all since, oldest first. */
function conversationOf({ t, locale }: Words, { name, createdAt, message, replies = [] }: Enquiry): Message[] {
  const at = (instant: Date) => ({ when: formatInstant(locale, instant), instant: instant.toISOString() })
  return [
    { office: false, who: name, ...at(createdAt), text: message },
    ...replies.map(({ way, by, at: instant, text }) => ({
      office: way !== 'received',
      who: way === 'received' ? name : t(`enquiries.from.${way}`, { name: by.name }),
      ...at(instant),
      text,
    })),
  ]
}

function assigneesOf(t: Translate, { assignee }: Enquiry, colleagues: Showing['colleagues']): Option[] {
  const known = colleagues.some(({ id }) => id === assignee?.id)
  const former = assignee && !known ? [assignee] : []
  return [
    { value: '', label: t('enquiries.nobody'), selected: !assignee },
    ...[...former, ...colleagues].map(({ id, name }) => ({ value: id, label: name, selected: id === assignee?.id })),
  ]
}

const historyOf = ({ t, locale }: Words, { events }: Enquiry): EnquiryPage['history'] =>
  events.toReversed().map(event => ({
    what: eventName(t, event.kind),
    when: formatInstant(locale, event.at),
    who: event.by.name ?? '',
  }))

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
