import { pathTo } from '#server/paths.ts'
import type { AnswerTemplate } from '#models/reviewing/answer-template.ts'
import { replyMethods, type Enquiry, type EnquiryReply } from '#models/enquiries/enquiry.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type Reader, type Translate } from '#shared/texts/i18n.ts'
import { choicesOf, fieldOf, type Choice, type Field, type Option } from '#web/forms/fields.ts'
import { summaryOfFields, inputValue, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { writingFields, writingView, type WritingView } from '#web/writing/view.ts'
import { waitingText, type WaitingText } from '#web/writing/waiting.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { fillReadyAnswers, appendReadyAnswer } from '#shared/texts/filling.ts'
import { presentText, type OtherVersion } from '#shared/texts/writing.ts'
import { replyExtent } from './input.ts'
import { statusOf, type Status } from './list-page.ts'
import { enquiryNumber } from '../rules.ts'

/** Forms of the page. A refusal belongs to one of them. */
export type Part = 'note' | 'reply' | 'assignment' | 'spam' | 'links'
/** A ready-made answer with its gaps filled in. */
type Ready = Option & { text: string }
type Message = {
  office: boolean
  who: string
  when: string
  instant: string
  text: string
  /** The text in other languages, and why it was sent in a language that its recipient does not read. */
  besides?: OtherVersion[]
  asIs?: string
  /** Remark on attachments of a mail, which are not kept. */
  note?: string
}

type EnquiryPage = {
  title: string
  breadcrumb: Breadcrumb
  status: Status
  rows: { label: string; value: string; href?: string; action?: string }[]
  items: Message[]
  action: string
  errors: ErrorSummary
  reply: {
    open: boolean
    text: Field
    /** Language in which it is written. */
    lang: string
    ways: Choice[]
    hint: string
    ready: Ready[]
    templates: string
    writing: WritingView
  }
  /** Answer that waits for a translation or for sending with it. */
  texts: { items: WaitingText[] } | null
  links: { open: boolean; premisesCode: Field; reference: Field }
  assignees: Option[]
  /** Button to take the enquiry; null once it is the reader's own. */
  take: { id: string } | null
  spam: { value: 'yes' | 'no'; label: string }
  note: Field
  mention: { options: Option[] } | null
  answered: boolean
  version: string
  history: { what: string; when: string; who: string }[]
}
export const renderEnquiry = view<EnquiryPage>('enquiries/answer/one')

const labels = [
  ['text', 'enquiries.reply.text'],
  ['note', 'enquiries.note'],
  ['assignee', 'enquiries.assignee'],
  ['premisesCode', 'enquiries.column.premises'],
  ['reference', 'enquiries.links.application'],
] as const

type OfficerReader = Reader & { account: SessionAccount }
type EnquiryInput = {
  enquiry: Enquiry
  colleagues: readonly { id: string; name: string }[]
  templates: readonly AnswerTemplate[]
  /** Colleagues whom a note can mention. */
  mentionable: readonly { id: string; name: string }[]
  /** Whether mails that answer ours are added to this page automatically. */
  threads: boolean
  /** Id of the ready-made answer to insert below the typed text. */
  ready?: string
  refused?: { part: Part; form: FormFailure }
}

/**
 * Builds the page. The form always gets the stored version, also after a refusal, because whoever sends it again has seen
 * the intermediate changes.
 */
export function enquiryPage(reader: OfficerReader, showing: EnquiryInput): EnquiryPage {
  const { enquiry, colleagues, refused } = showing
  const { t, locale, account } = reader
  const base = pathTo(locale, '/staff/enquiries')
  const formOf = (part: Part) => (refused?.part === part ? refused.form : undefined)
  const noting = formOf('note')
  const reply = replyOf(reader, showing, formOf('reply'))
  return {
    title: t('enquiries.one', { name: enquiry.name }),
    breadcrumb: [deskCrumb({ t, locale }), { label: t('enquiries.title'), href: base }, { label: enquiry.name }],
    status: statusOf(t, enquiry.status),
    rows: rowsOf(reader, enquiry),
    items: conversationOf(reader, enquiry),
    action: pathTo(locale, '/staff/enquiries/:id', { id: enquiry._id.toHexString() }),
    errors: summaryOfFields(t, refused?.form.errors, [
      ...labels.map(([name, label]) => ({ name, label: t(label) })),
      ...(refused?.part === 'reply' ? writingFields(reply.writing) : []),
    ]),
    reply,
    texts: textsOf(reader, enquiry),
    assignees: assigneesOf(t, enquiry, colleagues),
    take: enquiry.assignee?.id === account.id ? null : { id: account.id },
    spam:
      enquiry.status === 'spam'
        ? { value: 'no', label: t('enquiries.not-spam') }
        : { value: 'yes', label: t('enquiries.spam') },
    links: linksOf(t, enquiry, formOf('links')),
    note: fieldOf(t, 'note', { form: noting, stored: enquiry.note }),
    mention: mentionOf(showing, noting),
    answered: noting ? inputValue(noting.typed, 'answered') === 'yes' : enquiry.status === 'answered',
    version: String(enquiry.version),
    history: historyOf(reader, enquiry),
  }
}

function replyOf(
  { t, locale, account }: OfficerReader,
  showing: EnquiryInput,
  form: FormFailure | undefined,
): EnquiryPage['reply'] {
  const { enquiry, templates, threads, ready: chosen } = showing
  const text = fieldOf(t, 'text', { form, stored: '' })
  const way = fieldOf(t, 'way', { form, stored: 'mail' })
  const { name, premisesCode, preferredLanguage } = enquiry
  const values = {
    name,
    officer: account.name,
    ...(premisesCode ? { premises: premisesCode } : {}),
    ...(enquiry.application ? { reference: enquiry.application.reference } : {}),
  }
  const ready = fillReadyAnswers(templates, preferredLanguage, values).map(template => {
    const value = template._id.toHexString()
    return { value, label: template.name, selected: value === chosen, text: template.text }
  })
  const writing = writingView(
    { t, locale },
    {
      recipient: { name, language: preferredLanguage },
      parts: [{ name: 'text', label: t('enquiries.reply.text'), extent: replyExtent }],
      failure: form ?? null,
      prefix: 'reply',
    },
  )
  return {
    // A typed answer stays visible even when a colleague has marked the enquiry as spam meanwhile.
    open: enquiry.status !== 'spam' || form !== undefined,
    text: { ...text, value: appendReadyAnswer(text.value, ready.find(({ selected }) => selected)?.text) },
    ways: choicesOf(way, replyMethods, value => t(`enquiries.way.${value}`)),
    hint: t(threads ? 'enquiries.reply.hint.threaded' : 'enquiries.reply.hint', { email: enquiry.email }),
    ready,
    templates: pathTo(locale, '/staff/enquiries/templates'),
    writing,
    lang: writing.language.value,
  }
}

function textsOf(reader: OfficerReader, { _id, name, assignee, toTranslate }: Enquiry): EnquiryPage['texts'] {
  if (!toTranslate) return null
  const { t, locale } = reader
  const at = { id: _id.toHexString(), textId: toTranslate._id.toHexString() }
  const textLinks = {
    translate: pathTo(locale, '/staff/enquiries/:id/texts/:textId', at),
    send: `${pathTo(locale, '/staff/enquiries/:id', { id: at.id })}?text=${at.textId}#replying`,
    drop: pathTo(locale, '/staff/enquiries/:id/texts/:textId/drop', at),
    own: [assignee?.id, toTranslate.by.id].includes(reader.account.id),
  }
  return {
    items: [waitingText(reader, toTranslate, { what: t('enquiries.answer-to', { name }), due: null, ...textLinks })],
  }
}

function mentionOf({ mentionable }: EnquiryInput, form: FormFailure | undefined): EnquiryPage['mention'] {
  if (mentionable.length === 0) return null
  const mentioned = form ? inputValue(form.typed, 'mention') : ''
  return { options: mentionable.map(({ id, name }) => ({ value: id, label: name, selected: id === mentioned })) }
}

const linksOf = (t: Translate, enquiry: Enquiry, form: FormFailure | undefined): EnquiryPage['links'] => ({
  open: form !== undefined,
  premisesCode: fieldOf(t, 'premisesCode', { form, stored: enquiry.premisesCode ?? '' }),
  reference: fieldOf(t, 'reference', { form, stored: enquiry.application?.reference ?? '' }),
})

/** Returns the first message and all later ones, oldest first. */
function conversationOf(
  { t, locale }: OfficerReader,
  { name, email, createdAt, message, replies = [] }: Enquiry,
): Message[] {
  const at = (instant: Date) => ({ when: formatInstant(locale, instant), instant: instant.toISOString() })
  return [
    { office: false, who: name, ...at(createdAt), text: message },
    ...replies.map(reply => ({
      office: reply.way !== 'received',
      who: describeAuthor(t, reply, { name, email }),
      ...at(reply.at),
      ...messageTexts({ t, locale }, reply),
      ...attachmentNote(t, reply),
    })),
  ]
}

function describeAuthor(
  t: Translate,
  { way, by, automatic }: EnquiryReply,
  sender: Pick<Enquiry, 'name' | 'email'>,
): string {
  if (way !== 'received') return t(`enquiries.from.${way}`, { name: by.name })
  const name = writerOf(by, sender)
  return automatic ? t('enquiries.from.automatic', { name }) : name
}

function messageTexts(reader: Reader, reply: EnquiryReply): Pick<Message, 'text' | 'besides' | 'asIs'> {
  const { asIs } = reply.writing ?? {}
  return { ...presentText(reader, reply), ...(asIs ? { asIs } : {}) }
}

const attachmentNote = (t: Translate, { attachments = [] }: EnquiryReply): { note?: string } =>
  attachments.length > 0
    ? { note: t('enquiries.attachments', { count: attachments.length, names: attachments.join(t('list.comma')) }) }
    : {}

/** Returns the writer's name. Adds the address when a mail came from another one than that of the enquiry. */
const writerOf = (by: EnquiryReply['by'], { name, email }: Pick<Enquiry, 'name' | 'email'>): string =>
  by.id === 'mail' && by.name.toLowerCase() !== email.toLowerCase() ? `${name} (${by.name})` : name

function assigneesOf(t: Translate, { assignee }: Enquiry, colleagues: EnquiryInput['colleagues']): Option[] {
  const isListed = colleagues.some(({ id }) => id === assignee?.id)
  const former = assignee && !isListed ? [assignee] : []
  return [
    { value: '', label: t('enquiries.nobody'), selected: !assignee },
    ...[...former, ...colleagues].map(({ id, name }) => ({ value: id, label: name, selected: id === assignee?.id })),
  ]
}

const historyOf = ({ t, locale }: OfficerReader, { events }: Enquiry): EnquiryPage['history'] =>
  events.toReversed().map(event => ({
    what: eventName(t, event.kind),
    when: formatInstant(locale, event.at),
    who: event.by.name ?? '',
  }))

function rowsOf(reader: OfficerReader, enquiry: Enquiry): EnquiryPage['rows'] {
  const { t, locale } = reader
  const rows = [
    { label: t('contact.number'), value: enquiryNumber(enquiry) },
    { label: t('enquiries.column.when'), value: formatInstant(locale, enquiry.createdAt) },
    { label: t('enquiries.column.topic'), value: t(`contact.topic.${enquiry.topic}`) },
    { label: t('enquiries.column.language'), value: t(`locale.${enquiry.preferredLanguage}`) },
    { label: t('contact.email'), value: enquiry.email },
    { label: t('contact.phone'), value: enquiry.phone },
    { label: t('contact.messenger'), value: enquiry.messenger },
  ]
  return [...rows.filter(({ value }) => value), ...linkedRows(reader, enquiry)]
}

/** Returns the linked premises and case. Users who may not open the case see only its reference. */
function linkedRows(
  { t, locale, account }: OfficerReader,
  { premisesCode, application }: Enquiry,
): EnquiryPage['rows'] {
  const row = (label: string, value: string, href: string | null) => ({
    label,
    value,
    ...(href ? { href, action: '→' } : {}),
  })
  const mayOpen = account.role === 'administrator'
  return [
    ...(premisesCode
      ? [row(t('enquiries.column.premises'), premisesCode, pathTo(locale, '/premises/:code', { code: premisesCode }))]
      : []),
    ...(application
      ? [
          row(
            t('enquiries.links.application'),
            application.reference,
            mayOpen ? pathTo(locale, '/staff/applications/:id', { id: application.id }) : null,
          ),
        ]
      : []),
  ]
}

function eventName(t: Translate, kind: string): string {
  const key = `enquiries.event.${kind}`
  return isMessageKey(key) ? t(key) : kind
}
