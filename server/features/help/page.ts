import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { pathTo } from '#server/paths.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { Role } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import { helpText } from './texts.ts'
import { topicsOf, type Chapter, type TopicId } from './topics.ts'

type Link = { label: string; href: string }
type Topic = { id: TopicId; title: string; purpose: string; steps: readonly string[]; mind: readonly string[] }

type ContentsPage = {
  title: string
  breadcrumb: Breadcrumb
  tour: Link
  manual: Link
  pdf: Link
  chapters: { heading: string; topics: (Link & { purpose: string })[] }[]
}
type TopicPage = Topic & {
  breadcrumb: Breadcrumb
  open: Link | null
  previous: Link | null
  next: Link | null
  step: string
}
type ManualPage = {
  title: string
  breadcrumb: Breadcrumb
  lead: string
  pdf: Link
  chapters: { heading: string; topics: Topic[] }[]
}
export const renderContents = view<ContentsPage>('help/contents')
export const renderTopic = view<TopicPage>('help/topic')
export const renderManual = view<ManualPage>('help/manual')

/** Reader of the help, which covers what the role may do. */
export type HelpReader = Reader & { role: Role }
const chapterOrder: readonly Chapter[] = ['cases', 'street', 'office']

const topicOf = (locale: Locale, id: TopicId): Topic => ({ id, mind: [], ...helpText(locale, id) })

/** Returns the chapters that have topics for the reader's role. */
export const chaptersFor = ({ t, locale, role }: HelpReader) =>
  chapterOrder
    .map(chapter => ({
      heading: t(`help.chapter.${chapter}`),
      topics: topicsOf(role)
        .filter(topic => topic.chapter === chapter)
        .map(({ id }) => topicOf(locale, id)),
    }))
    .filter(({ topics }) => topics.length > 0)

export function contentsPage(reader: HelpReader): ContentsPage {
  const { t, locale } = reader
  const base = pathTo(locale, '/staff/help')
  return {
    title: t('help.title'),
    breadcrumb: crumbs(reader),
    tour: { label: t('help.tour.start'), href: `${base}/first-day/1` },
    manual: { label: t('help.manual.open'), href: pathTo(locale, '/staff/help/manual') },
    pdf: { label: t('help.manual.pdf'), href: pathTo(locale, '/staff/help/manual.pdf') },
    chapters: chaptersFor(reader).map(({ heading, topics }) => ({
      heading,
      topics: topics.map(({ id, title, purpose }) => ({
        label: title,
        purpose,
        href: pathTo(locale, '/staff/help/:topic', { topic: id }),
      })),
    })),
  }
}

export function topicPage(reader: HelpReader, id: TopicId): TopicPage {
  const topic = topicOf(reader.locale, id)
  return {
    ...topic,
    breadcrumb: crumbs(reader, topic.title),
    open: explainedPageLink(reader, id),
    previous: null,
    next: null,
    step: '',
  }
}

/** A page of the first-day tour: a topic with a link to the next. `number` counts from 1. Null past the end. */
export function tourPage(reader: HelpReader, number: number): TopicPage | null {
  const course = topicsOf(reader.role)
  const here = course[number - 1]
  if (!here) return null
  const { t, locale } = reader
  const tourLink = (at: number): Link | null => {
    const topic = course[at - 1]
    return topic
      ? {
          label: helpText(locale, topic.id).title,
          href: pathTo(locale, '/staff/help/first-day/:number', { number: at }),
        }
      : null
  }
  return {
    ...topicPage(reader, here.id),
    breadcrumb: crumbs(reader, t('help.tour')),
    previous: tourLink(number - 1),
    next: tourLink(number + 1),
    step: t('help.tour.step', { number, count: course.length }),
  }
}

export function manualPage(reader: HelpReader): ManualPage {
  const { t, locale } = reader
  return {
    title: t('help.manual'),
    breadcrumb: crumbs(reader, t('help.manual')),
    lead: t('help.manual.lead'),
    pdf: { label: t('help.manual.pdf'), href: pathTo(locale, '/staff/help/manual.pdf') },
    chapters: chaptersFor(reader),
  }
}

function crumbs({ t, locale }: HelpReader, last?: string): Breadcrumb {
  const contents = { label: t('help.title'), ...(last ? { href: pathTo(locale, '/staff/help') } : {}) }
  return [deskCrumb({ t, locale }), contents, ...(last ? [{ label: last }] : [])]
}

/** Link to the page that a topic explains, unless that is the page of a single item. */
function explainedPageLink({ t, locale, role }: HelpReader, id: TopicId): Link | null {
  if (id === 'security') return { label: t('help.open'), href: pathTo(locale, '/account') }
  const at = topicsOf(role)
    .find(topic => topic.id === id)
    ?.at.find(address => !address.includes(':'))
  return at === undefined ? null : { label: t('help.open'), href: `${pathTo(locale, '/staff')}${at}` }
}
