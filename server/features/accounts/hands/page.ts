import { inLocale, pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { Option } from '#web/forms/fields.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { nobody, type HeldGroup, type Left } from './hands-service.ts'

type Row = { name: string; about: string; more: string; href: string; options: Option[] }
type HandsPage = {
  title: string
  wide: true
  breadcrumb: Breadcrumb
  person: string
  action: string
  /** Whom everything can be given to. */
  takers: Option[]
  groups: { heading: string; count: number; rows: Row[] }[]
  /** What the last attempt did not give on. */
  left: { about: string; why: string }[]
  /** Null once the account is closed. */
  close: { action: string; lead: string } | null
}
export const renderHands = view<HandsPage>('accounts/hands')

type Subject = {
  person: { id: string; name: string }
  groups: readonly HeldGroup[]
  left: readonly Left[]
  open: boolean
}

/** What a colleague has in hand, a line each, and to whom it goes. */
export function handsPage(reader: Reader, { person, groups, left, open }: Subject): HandsPage {
  const { t, locale } = reader
  const at = pathTo(locale, '/staff/users/:id', { id: person.id })
  const takers = new Map(groups.flatMap(group => group.takers).map(({ id, name }) => [id, name]))
  return {
    title: t('hands.title'),
    wide: true,
    breadcrumb: [
      { label: t('nav.staff'), href: pathTo(locale, '/staff') },
      { label: t('people.title'), href: pathTo(locale, '/staff/users') },
      { label: person.name, href: at },
      { label: t('hands.title') },
    ],
    person: person.name,
    action: pathTo(locale, '/staff/users/:id/work', { id: person.id }),
    takers: [...[...takers].map(([value, label]) => optionOf(value, label)), optionOf(nobody, t('hands.nobody'))],
    groups: groups.map(group => groupOf(reader, group)),
    left: left.map(({ about, why }) => ({ about, why: t(why) })),
    close: open
      ? { action: `${at}/deactivate`, lead: t(groups.length > 0 ? 'hands.close.lead' : 'hands.close.empty') }
      : null,
  }
}

const optionOf = (value: string, label: string): Option => ({ value, label, selected: false })

function groupOf({ t, locale }: Reader, { kind, heading, items, takers }: HeldGroup) {
  return {
    heading: t(heading),
    count: items.length,
    rows: items.map(({ id, about, more, path, needsSomebody }) => ({
      ...{ name: `${kind}-${id}`, about, more, href: `${inLocale(locale, '/staff')}${path}` },
      options: [
        ...takers.map(taker => optionOf(taker.id, taker.name)),
        ...(needsSomebody ? [] : [optionOf(nobody, t('hands.nobody'))]),
      ],
    })),
  }
}
