import { localisePath, pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { Option } from '#web/forms/fields.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { paginationOf, type Pagination } from '#web/pages/pagination.ts'
import { view } from '#web/pages/view.ts'
import type { AssignedItem } from '#shared/hands.ts'
import { nobody, type HeldGroup, type RemainingItem } from './hands-service.ts'

type Row = { name: string; about: string; more: string; href: string; options: Option[] }
type ReassignPage = {
  title: string
  breadcrumb: Breadcrumb
  person: string
  action: string
  /** Colleagues to whom everything can be given. */
  takers: Option[]
  groups: { heading: string; count: number; rows: Row[] }[]
  pages: Pagination | null
  /** What the last attempt handed on, where something was left. */
  given: { text: string; items: string } | null
  /** Items that the last attempt did not hand on. */
  left: { about: string; why: string }[]
  /** Null once the account is closed. */
  close: { action: string; lead: string } | null
}
export const renderReassignPage = view<ReassignPage>('accounts/hands')

type Subject = {
  person: { id: string; name: string }
  groups: readonly HeldGroup[]
  given: readonly string[]
  left: readonly RemainingItem[]
  open: boolean
  /** Page number from 1; values that are too high give the last page. */
  page: number
}

/** Lines on a page, so that the form never has more fields than the server accepts. */
const maxLines = 200

/** Returns the page of a colleague's open work, one line for each item, with the choice of who gets it. */
export function createReassignPage(
  reader: Reader,
  { person, groups, given, left, open, page: requestedPage }: Subject,
): ReassignPage {
  const { t, locale } = reader
  const at = pathTo(locale, '/staff/users/:id', { id: person.id })
  const total = groups.reduce((sum, { items }) => sum + items.length, 0)
  const pages = Math.max(1, Math.ceil(total / maxLines))
  const page = Math.min(requestedPage, pages)
  const shown = pageSliceOf(groups, (page - 1) * maxLines)
  const work = pathTo(locale, '/staff/users/:id/work', { id: person.id })
  const takers = new Map(groups.flatMap(group => group.takers).map(({ id, name }) => [id, name]))
  return {
    title: t('hands.title'),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('people.title'), href: pathTo(locale, '/staff/users') },
      { label: person.name, href: at },
      { label: t('hands.title') },
    ],
    person: person.name,
    action: work,
    takers: [...[...takers].map(([value, label]) => optionOf(value, label)), optionOf(nobody, t('hands.nobody'))],
    groups: shown.map(({ group, items }) => groupOf(reader, group, items)),
    pages: paginationOf(t, { page, pages }, number => `${work}?page=${number}`),
    given:
      given.length > 0 ? { text: t('hands.given', { count: given.length }), items: given.join(t('list.comma')) } : null,
    left: left.map(({ about, why }) => ({ about, why: t(why) })),
    close: open
      ? { action: `${at}/deactivate`, lead: t(groups.length > 0 ? 'hands.close.lead' : 'hands.close.empty') }
      : null,
  }
}

const optionOf = (value: string, label: string): Option => ({ value, label, selected: false })

/** Returns the groups with the lines of one page, starting at index `from`. */
function pageSliceOf(groups: readonly HeldGroup[], from: number): { group: HeldGroup; items: AssignedItem[] }[] {
  let before = 0
  return groups.flatMap(group => {
    const first = from - before
    before += group.items.length
    const items = group.items.slice(Math.max(0, first), Math.max(0, first + maxLines))
    return items.length > 0 ? [{ group, items }] : []
  })
}

function groupOf(
  { t, locale }: Reader,
  { kind, heading, items: all, takers }: HeldGroup,
  shown: readonly AssignedItem[],
) {
  return {
    heading: t(heading),
    count: all.length,
    rows: shown.map(({ id, about, more, path, needsSomebody }) => ({
      name: `${kind}-${id}`,
      about,
      more,
      href: `${localisePath(locale, '/staff')}${path}`,
      options: [
        ...takers.map(taker => optionOf(taker.id, taker.name)),
        ...(needsSomebody ? [] : [optionOf(nobody, t('hands.nobody'))]),
      ],
    })),
  }
}
