import { pathTo } from '#server/paths.ts'
import type { QueueQuery } from '#features/cases/desk/input.ts'
import type { Locale } from '#shared/texts/i18n.ts'

/** The address of a view of the queue; what is as usual is left out. */
export function queueHref(locale: Locale, { state, sort, page, ...filters }: QueueQuery): string {
  const { q, use, assignee, messages } = filters
  const usual = { state: 'open', sort: 'submitted', page: '1' }
  const wanted = Object.entries({ q, state, use, assignee, messages, sort, page: String(page) })
  const query = new URLSearchParams(
    wanted.flatMap(([name, value]) =>
      value && value !== usual[name as keyof typeof usual] ? [[name, value] as [string, string]] : [],
    ),
  )
  const text = query.toString()
  return `${pathTo(locale, '/staff/applications')}${text ? `?${text}` : ''}`
}
