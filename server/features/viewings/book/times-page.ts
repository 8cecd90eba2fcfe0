import { pathTo } from '#server/paths.ts'
import { officeView, type OfficeView } from '#shared/office/office.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import type { SessionAccount } from '#web/locals.ts'
import { view } from '#web/pages/view.ts'
import type { CopyBox } from '#web/requests/sent-texts.ts'
import { whenInWords } from '#shared/days/city-time.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { premisesName, type Details } from '../timetable/details.ts'
import { canBeViewed } from '../rules.ts'
import type { FreeSlot, OwnViewing } from '../bookings/visitor-queries.ts'
import { groupByDay, type Day } from './slot-text.ts'

export type TimesPage = {
  title: string
  description: string
  demo: boolean
  /** The times change every day, and the page contains nothing else that the page of the premises does not. */
  noindex: true
  breadcrumb: Breadcrumb
  premises: { name: string; href: string }
  refusal: string | null
  yours: { sentence: string; href: string } | null
  signIn: boolean
  /** For colleagues; `href` is null where the calendar is closed to their role. */
  staff: { href: string | null } | null
  none: string | null
  /**
   * Where another time or a viewing by video is asked for; null for colleagues, and for a unit
   * that is no longer shown.
   */
  ask: { time: string; video: string } | null
  days: Day[]
  /** The typed values of a booking that was refused. */
  typed: CopyBox[]
  office: OfficeView
}
export const renderTimes = view<TimesPage>('viewings/book/times')

type Subject = {
  details: Details
  slots: FreeSlot[]
  account: SessionAccount | null
  own: OwnViewing | undefined
  typed: CopyBox[]
}

export function timesPage(
  reader: Reader,
  { details, slots, account, own, typed }: Subject,
  refusal?: MessageKey,
): TimesPage {
  const { t, locale } = reader
  const { code } = details
  const href = pathTo(locale, '/premises/:code', { code })
  const staff = staffOf(reader, account)
  const none = t(canBeViewed(details.status) ? 'viewing.times.none' : 'viewing.times.closed')
  return {
    title: t('viewing.times.title', { code }),
    description: t('viewing.times.description', { code }),
    demo: details.demo,
    noindex: true,
    breadcrumb: [
      { label: t('nav.premises'), href: pathTo(locale, '/premises') },
      { label: code, href },
      { label: t('viewing.form.title') },
    ],
    premises: { name: premisesName(locale, details), href },
    refusal: refusal ? t(refusal) : null,
    yours: own
      ? {
          sentence: t('viewing.times.yours', { when: whenInWords(reader, own) }),
          href: pathTo(locale, '/viewings/:id', { id: own.visit }),
        }
      : null,
    signIn: account === null && slots.length > 0,
    staff,
    none: slots.length > 0 ? null : none,
    ask:
      staff || !canBeViewed(details.status)
        ? null
        : {
            time: `${pathTo(locale, '/contact')}?topic=viewing&premises=${code}`,
            video: `${pathTo(locale, '/contact')}?topic=video_viewing&premises=${code}`,
          },
    days: groupByDay(
      reader,
      slots.map(({ _id, ...slot }) => ({ id: _id.toHexString(), ...slot })),
      id => pathTo(locale, '/premises/:code/viewings/:id', { code, id }),
    ),
    typed,
    office: officeView(reader, { premises: code }),
  }
}

function staffOf({ locale }: Reader, account: SessionAccount | null): TimesPage['staff'] {
  if (!account || account.role === 'applicant') return null
  const isOpen = account.role === 'listing_manager' || account.role === 'administrator'
  return { href: isOpen ? pathTo(locale, '/staff/viewings') : null }
}
