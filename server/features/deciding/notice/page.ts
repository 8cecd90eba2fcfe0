import { pathTo } from '#server/paths.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { formatDay, formatNumber } from '#shared/texts/format.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import { fieldOf, type Field } from '#web/forms/fields.ts'
import { errorSummary, type ErrorSummary, type FieldLabels, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { groundsInWords } from '#features/cases/notice/decision-reasons.ts'
import { topScore } from '#features/cases/review/rubric.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { ShownNotice } from './notices.ts'

type Fact = { label: string; value: string; href?: string }
type Card = { reference: string; href: string; facts: Fact[] }

type NoticesPage = { title: string; description: string; cards: Card[] }
export const renderNotices = view<NoticesPage>('deciding/notice/list')

type NoticePage = {
  title: string
  description: string
  breadcrumb: Breadcrumb
  facts: Fact[]
  reasons: string[]
  complain: { office: string; contact: string }
  object: string
}
export const renderNotice = view<NoticePage>('deciding/notice/notice')

type ObjectionPage = {
  title: string
  breadcrumb: Breadcrumb
  lead: string
  action: string
  opened: string
  errors: ErrorSummary
  fields: Record<'name' | 'contact' | 'text', Field>
}
export const renderObjection = view<ObjectionPage>('deciding/notice/objection')

type SentPage = { title: string; back: string }
export const renderObjectionSent = view<SentPage>('deciding/notice/sent')

const noticeHref = (locale: Locale, { reference }: Pick<ShownNotice, 'reference'>) =>
  pathTo(locale, '/notices/:reference', { reference })

export function noticesPage(reader: Reader, notices: readonly ShownNotice[]): NoticesPage {
  const { t, locale } = reader
  return {
    title: t('notice.list.title'),
    description: t('notice.list.description'),
    cards: notices.map(notice => ({
      reference: notice.reference,
      href: noticeHref(locale, notice),
      facts: factsOf(reader, notice),
    })),
  }
}

export function noticePage(reader: Reader, notice: ShownNotice): NoticePage {
  const { t, locale } = reader
  const { reference } = notice
  return {
    title: t('notice.title', { reference }),
    description: t('notice.list.description'),
    breadcrumb: [{ label: t('notice.list.title'), href: pathTo(locale, '/notices') }, { label: reference }],
    facts: [...factsOf(reader, notice), ...scoreOf(reader, notice)],
    reasons: groundsInWords(t, notice.grounds),
    complain: { office: notice.office, contact: pathTo(locale, '/contact') },
    object: `${noticeHref(locale, notice)}/objection`,
  }
}

function factsOf({ t, locale }: Reader, { premises, useClass, applicant, from, until }: ShownNotice): Fact[] {
  const use = useClasses.find(candidate => candidate === useClass)
  return [
    { label: t('letter.premises'), value: premises, href: pathTo(locale, '/premises/:code', { code: premises }) },
    ...(use ? [{ label: t('notice.use'), value: t(`apply.option.useClass.${use}`) }] : []),
    { label: t('letter.applicant'), value: applicant },
    {
      label: t('notice.period'),
      value: t('notice.from-until', { from: formatDay(locale, from), until: formatDay(locale, until) }),
    },
  ]
}

function scoreOf({ t, locale }: Reader, { score }: ShownNotice): Fact[] {
  if (score === null) return []
  return [
    { label: t('notice.score'), value: t('case.score.of', { score: formatNumber(locale, score, 1), top: topScore }) },
  ]
}

type Given = { notice: ShownNotice; opened: Date; form?: FormFailure }
const labels: FieldLabels = { name: 'notice.name', contact: 'notice.contact', text: 'notice.text' }

export function objectionPage({ t, locale }: Reader, { notice, opened, form }: Given): ObjectionPage {
  const { reference, until } = notice
  const href = noticeHref(locale, notice)
  return {
    title: t('notice.object.title', { reference }),
    breadcrumb: [
      { label: t('notice.list.title'), href: pathTo(locale, '/notices') },
      { label: reference, href },
      { label: t('notice.object') },
    ],
    lead: t('notice.object.lead', { day: formatDay(locale, until) }),
    action: `${href}/objection`,
    opened: String(opened.getTime()),
    errors: errorSummary(t, form?.errors, labels),
    fields: {
      name: fieldOf(t, 'name', { form }),
      contact: fieldOf(t, 'contact', { form }),
      text: fieldOf(t, 'text', { form }),
    },
  }
}

export const objectionSentPage = ({ t, locale }: Reader): SentPage => ({
  title: t('notice.sent.title'),
  back: pathTo(locale, '/notices'),
})
