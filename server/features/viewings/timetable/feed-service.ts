import { trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { calendarFile, type CalendarEntry } from '#outside/mail/calendar.ts'
import { pathTo } from '#server/paths.ts'
import { maxInFeed } from '#shared/calendar-dates.ts'
import { addDays, cityDayOf } from '#shared/days/city-day.ts'
import { notFound } from '#shared/errors.ts'
import { translatorFor, type Locale, type Reader } from '#shared/texts/i18n.ts'
import type { Scoped } from '#features/accounts/scope.ts'
import { guideInWords, guideOf } from '../bookings/guide.ts'
import { entryOf } from '../bookings/invitation.ts'
import { guideRoles, type Deps } from '../ports.ts'
import { visibleTo } from '../visibility.ts'
import type { OwnViewing } from '../bookings/visitor-queries.ts'
import { readDetails, type Details } from './details.ts'

const retainedDays = 30
type Asked = { token: string; locale: Locale; /** Only viewings that the feed's owner shows. */ own: boolean }

/** Builds calendar files: the feed of a colleague and the entry of a visitor. */
export function createViewingFeedService(deps: Deps) {
  const { clock, accounts, publicUrl, office } = deps

  /**
   * Returns booked viewings from thirty days ago on; cancelled ones have the status `CANCELLED`. Contains only the names of
   * visitors, and only viewings that the owner may see, the earliest first when there are more than a feed holds. Throws
   * "not found" for a token that never existed or was renewed, or whose owner no longer manages the calendar.
   */
  async function read({ token, locale, own }: Asked): Promise<string> {
    const owner = await ownerOf(token)
    const fromInstant = new Date(clock.now().getTime() - retainedDays * 86_400_000)
    const visibleFilter = own ? { guide: owner.id } : visibleTo(await deps.premises.reachOf(owner))
    const taken = {
      $or: [{ 'booking.visit': trusted({ $exists: true }) }, { 'released.visit': trusted({ $exists: true }) }],
    }
    const viewings = await ViewingModel.find({ startsAt: trusted({ $gte: fromInstant }), $and: [visibleFilter, taken] })
      .sort({ startsAt: 1 })
      .limit(maxInFeed + 1)
      .lean<Viewing[]>()
    const ownerReader = { t: translatorFor(locale), locale }
    const cut = viewings.splice(maxInFeed).length > 0
    const known = new Map<string, Details>()
    const address = await office()
    const entries = new Map<string, CalendarEntry>()
    for (const viewing of viewings) {
      const details = known.get(viewing.premises) ?? (await readDetails(deps, viewing.premises))
      known.set(viewing.premises, details)
      for (const version of versionsOf(viewing))
        keepLatest(entries, entryOf(ownerReader, viewing, details, { ...version, office: address }))
    }
    return calendarFile({
      method: 'PUBLISH',
      name: ownerReader.t('viewing.feed.name'),
      publicUrl,
      entries: [...(cut ? [createCutNotice(ownerReader, clock.now(), address)] : []), ...entries.values()],
    })
  }

  async function ownerOf(token: string): Promise<Scoped> {
    const owner = await accounts.calendarFeeds.ownerOf(token)
    if (!owner || !guideRoles.some(role => role === owner.role)) throw notFound('viewing.feed.not-found')
    return owner
  }

  /** Returns a visitor's own viewing as a calendar file. */
  async function calendarOf(own: OwnViewing, reader: Reader): Promise<string> {
    const cancelled = own.state === 'cancelled' || own.state === 'given-up'
    const guide = await guideOf(deps, reader, own)
    const guideName = own.state === 'booked' ? guideInWords(reader, guide) : guide.name
    const entry = entryOf(reader, { ...own, guideName }, await readDetails(deps, own.premises), {
      ...own,
      cancelled,
      office: await office(),
    })
    return calendarFile({ method: 'PUBLISH', publicUrl, entries: [entry] })
  }

  return { read, calendarOf }
}

/** Returns an entry on today's date which says that the feed was cut. */
function createCutNotice({ t, locale }: Reader, now: Date, office: string): CalendarEntry {
  const today = cityDayOf(now)
  return {
    id: 'viewings-cut',
    sequence: 0,
    startsAt: today,
    endsAt: addDays(today, 1),
    wholeDays: true,
    changedAt: now.toISOString(),
    summary: t('calendar.feed.cut'),
    location: '',
    description: '',
    link: pathTo(locale, '/staff/viewings'),
    cancelled: false,
    organiser: { name: t('site.name'), email: office },
  }
}

function versionsOf({ _id, booking, released, state, updatedAt }: Viewing) {
  const staffFor = (visitor: string) => ({ visitor, slot: _id.toHexString() })
  const given = released.map(({ visit, sequence, name, at }) => ({
    visit: visit.toHexString(),
    sequence,
    cancelled: true,
    changedAt: at,
    staff: staffFor(name),
  }))
  if (!booking) return given
  const { visit, sequence, name } = booking
  const cancelled = state === 'cancelled'
  const last = { visit: visit.toHexString(), sequence, cancelled, changedAt: updatedAt, staff: staffFor(name) }
  return [...given, last]
}

function keepLatest(entries: Map<string, CalendarEntry>, entry: CalendarEntry): void {
  const existing = entries.get(entry.id)
  if (!existing || existing.sequence < entry.sequence) entries.set(entry.id, entry)
}
