import { pathTo } from '#server/paths.ts'
import type { Premises } from '#models/premises/premises.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { SessionAccount } from '#web/locals.ts'
import { isWithinScope } from '../accounts/scope.ts'

type Link = { label: string; href: string }

/** What colleagues are offered on the public pages of a premises in place of what only applicants may do. */
export type ColleagueLinks = {
  /** The premises on the staff's pages, and its cases, as far as they are open to the role. */
  links: Link[]
  /** The calendar of its viewings; null where it is closed to the role. */
  viewings: Link | null
}

/** Returns null for visitors and applicants. */
export function colleagueLinksFor(
  { t, locale }: Reader,
  account: SessionAccount | null,
  { code, buildingCode }: Pick<Premises, 'code' | 'buildingCode'>,
): ColleagueLinks | null {
  if (!account || account.role === 'applicant') return null
  const { role } = account
  const keeps = (role === 'listing_manager' || role === 'administrator') && isWithinScope(account, buildingCode)
  const unit = { label: t('premises.staff.unit'), href: pathTo(locale, '/staff/premises/:code', { code }) }
  const cases = { label: t('premises.staff.cases'), href: `${pathTo(locale, '/staff/applications')}?q=${code}` }
  const calendar = `${pathTo(locale, '/staff/viewings')}?premises=${code}`
  return {
    links: [...(keeps ? [unit] : []), ...(role === 'listing_manager' ? [] : [cases])],
    viewings: keeps ? { label: t('viewing.times.staff.link'), href: calendar } : null,
  }
}
