import type { Response } from 'express'
import { localisePath, pathTo } from '#server/paths.ts'
import type { MessageKey, Locale } from '#shared/texts/i18n.ts'
import { staffRoles, type StaffRole } from '../locals.ts'
import { historyOfPath } from '../access/subject-of-path.ts'
import { nextInList } from './opened-list.ts'

/** `more`: rarely used pages, shown in the menu at the end of the bar. */
type Entry = { path: string; label: MessageKey; roles: readonly StaffRole[]; more?: true }

const listingRoles = ['listing_manager', 'administrator'] as const
const officerRoles = ['reviewer', 'decider', 'administrator'] as const

/** Staff pages in the order of the bar. A test compares them with the gates of the routes. */
export const staffPages: readonly Entry[] = [
  { path: '/staff', label: 'staff.menu.desk', roles: staffRoles },
  { path: '/staff/applications', label: 'staff.menu.applications', roles: officerRoles },
  { path: '/staff/tenancies', label: 'staff.menu.tenancies', roles: staffRoles },
  { path: '/staff/calendar', label: 'calendar.title', roles: staffRoles },
  { path: '/staff/premises', label: 'staff.menu.premises', roles: listingRoles },
  { path: '/staff/buildings', label: 'staff.menu.buildings', roles: listingRoles },
  { path: '/staff/plan', label: 'staff.menu.plan', roles: listingRoles },
  { path: '/staff/viewings', label: 'staff.menu.viewings', roles: listingRoles },
  { path: '/staff/enquiries', label: 'staff.menu.enquiries', roles: listingRoles },
  { path: '/staff/incentives', label: 'staff.menu.incentives', roles: listingRoles, more: true },
  { path: '/staff/reports', label: 'report.title', roles: staffRoles, more: true },
  { path: '/staff/absence', label: 'absence.title', roles: staffRoles, more: true },
  { path: '/staff/texts', label: 'staff.menu.texts', roles: listingRoles, more: true },
  { path: '/staff/users', label: 'staff.menu.users', roles: ['administrator'], more: true },
  { path: '/staff/audit', label: 'audit.title', roles: ['administrator'], more: true },
  { path: '/staff/outbox', label: 'outbox.title', roles: ['administrator'], more: true },
  { path: '/staff/status', label: 'status.title', roles: ['administrator'], more: true },
  { path: '/staff/settings', label: 'staff.menu.settings', roles: ['administrator'], more: true },
]

/** Search words shown in the search box of the results page. */
type SearchWords = { lookedFor?: string }

/** Returns the bar of staff pages; null on every other page and for everybody else. */
export function staffBarOf(res: Response, path: string, page: SearchWords) {
  const { t, locale, account, help } = res.locals
  if (!account || account.role === 'applicant' || !isStaffPage(path)) return null
  const role = account.role
  const isCurrent = (page: string) => (page === '/staff' ? path === page : path === page || path.startsWith(`${page}/`))
  const linkTo = (page: { path: string; label: MessageKey }) => ({
    label: t(page.label),
    href: localisePath(locale, page.path),
    current: isCurrent(page.path),
  })
  const open = staffPages.filter(({ roles }) => roles.includes(role))
  const more = [...open.filter(page => page.more), { path: '/staff/help', label: 'staff.menu.help' as const }].map(
    linkTo,
  )
  return {
    desk: pathTo(locale, '/staff'),
    links: open.filter(page => !page.more).map(linkTo),
    more: { links: more, current: more.some(({ current }) => current) },
    help: help ?? null,
    finder: { action: pathTo(locale, '/staff/search'), words: page.lookedFor ?? '' },
    keyboard: pathTo(locale, '/staff/keyboard'),
    history: historyHref(locale, role, path),
    next: nextInList(res, path),
    shortcuts: account.shortcuts ? 'on' : 'off',
  }
}

export const isStaffPage = (path: string): boolean => /^\/staff(?:\/|$)/.test(path)

/** Returns the link to the audit entries about the page's subject, for administrators; null without a single subject. */
function historyHref(locale: Locale, role: string, path: string): string | null {
  const query = role === 'administrator' ? historyOfPath(path) : null
  return query && `${pathTo(locale, '/staff/audit')}?${query}`
}
