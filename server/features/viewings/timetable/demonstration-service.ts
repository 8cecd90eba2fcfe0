import { Types, mongo, trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import {
  addDays,
  cityDayOf,
  daysBetween,
  mondayOf,
  startOfCityDay,
  weekdayOf,
  type CityDay,
} from '#shared/days/city-day.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { slotClaims } from '../bookings/claims.ts'
import type { Bookings } from '../bookings/bookings-service.ts'
import type { Deps } from '../ports.ts'

const guideEmail = 'listing-manager@demo.startup-street.example'
const visitorEmail = 'applicant@demo.startup-street.example'
const daysShown = 14
const minutes = 30
/** Starting times in minutes since midnight: from 10:00 to 17:30, none between 12:00 and 13:00. */
const times = [10, 10.5, 11, 11.5, 13, 13.5, 14, 14.5, 15, 15.5, 16, 16.5, 17, 17.5].map(hour => hour * 60)

/** Builds the service that creates slots on an invented street, so that a demonstration always has times to choose from. */
export function createDemonstrationService(deps: Deps, { book }: Pick<Bookings, 'book'>) {
  const { clock, accounts, catalogue, premises, content, demonstration } = deps

  /** Adds the missing slots of the coming two weeks. Slots that were withdrawn or booked stay as they are. */
  async function topUp(): Promise<number> {
    if (!demonstration) return 0
    const street = await catalogue.plan()
    const guide = (await accounts.demonstration.accountIds()).get(guideEmail)
    if (!street.demo || !guide) return 0
    const { name } = await accounts.people.contactOf(guide)
    const planned = plannedSlots(await demonstrationCodes(street.units), clock.now())
    // Compared by time. On another day other premises are available, and the guide would be elsewhere at the same time.
    const startsAt = trusted({ $in: planned.map(slot => slot.startsAt) })
    const existing = await ViewingModel.find({ seed: trusted({ $exists: true }), startsAt }, { startsAt: 1 }).lean()
    const taken = new Set(existing.map(slot => slot.startsAt.getTime()))
    const added = await insert(
      planned
        .filter(slot => !taken.has(slot.startsAt.getTime()))
        .map(slot => ({ ...slot, guide: new Types.ObjectId(guide), guideName: name })),
    )
    if (added > 0) await content.changed()
    return added
  }

  /** Returns the available demonstration premises in their order along the street. */
  async function demonstrationCodes(units: { code: string; status: string }[]): Promise<string[]> {
    const codes = units.filter(({ status }) => status === 'available').map(({ code }) => code)
    const summaries = await premises.summaries.several(codes)
    return codes.filter(code => summaries.get(code)?.demo)
  }

  /** Inserts the slots, in one write. Returns how many were inserted. */
  async function insert(slots: readonly Slot[]): Promise<number> {
    const writes = slots.map(slot => {
      const { seed, ...rest } = slot
      const fields = {
        ...rest,
        languages: ['ru' as const, 'zh' as const],
        meetingPoint: '',
        state: 'free' as const,
        claims: slotClaims(slot),
        events: [{ _id: new Types.ObjectId(), at: clock.now(), by: { kind: 'system' as const }, kind: 'published' }],
      }
      return { updateOne: { filter: { seed }, update: { $setOnInsert: fields }, upsert: true } }
    })
    if (writes.length === 0) return 0
    try {
      return (await ViewingModel.bulkWrite(writes, { ordered: false })).upsertedCount
    } catch (error) {
      // Times that are used for something else, or that another process is inserting.
      if (!(error instanceof mongo.MongoBulkWriteError) || ![error.writeErrors].flat().every(isDuplicateKey))
        throw error
      return error.result.upsertedCount
    }
  }

  /** Adds times for two weeks. Books two of them for the demonstration's applicant if that account has never booked any. */
  async function seedDemonstrationViewings(): Promise<number> {
    const added = await topUp()
    const visitor = (await accounts.demonstration.accountIds()).get(visitorEmail)
    if (!demonstration || !visitor || (await ViewingModel.exists({ 'booking.account': visitor }))) return added
    const { email, name, locale } = await accounts.people.contactOf(visitor)
    const who = { id: visitor, email, name, locale, verified: true }
    for (const slot of await twoSlots(clock.now())) {
      const wish = { partySize: 2, phone: '', note: '', language: 'ru' as const }
      await book(who, { slot: slot._id.toHexString(), ...wish })
      // Removes the pending mails, which nobody asked for.
      await ViewingModel.updateOne({ _id: slot._id }, { $set: { pendingEffects: [] } })
    }
    return added
  }

  return { topUp, seed: seedDemonstrationViewings }
}

type Slot = Pick<Viewing, 'premises' | 'startsAt' | 'endsAt' | 'guide' | 'guideName'> & { seed: string }

/**
 * Plans the demonstration slots. The guide walks along the street from Monday to Saturday and starts again at its end: 168
 * times in two weeks, enough for each premises of such a street. The place depends only on the time, not on when it is
 * planned.
 */
function plannedSlots(codes: readonly string[], now: Date): Omit<Slot, 'guide' | 'guideName'>[] {
  const today = cityDayOf(now)
  const days = Array.from({ length: daysShown }, (_, index) => addDays(today, index + 1))
  return days.filter(day => weekdayOf(day) < 7).flatMap(day => slotsOn(day, codes))
}

function slotsOn(day: CityDay, codes: readonly string[]) {
  const weeks = daysBetween('2026-01-05', mondayOf(day)) / 7
  const before = (weeks * 6 + weekdayOf(day) - 1) * times.length
  return times.flatMap((time, index) => {
    const premises = codes[(before + index) % codes.length]
    if (premises === undefined) return []
    const startsAt = new Date(startOfCityDay(day).getTime() + time * 60_000)
    const endsAt = new Date(startsAt.getTime() + minutes * 60_000)
    return [{ seed: `${premises} ${startsAt.toISOString()}`, premises, startsAt, endsAt }]
  })
}

/**
 * Returns two slots: the first at least two days ahead, and one of another premises, on another day if possible. Both
 * premises have further slots, so that each on the street still has a free time.
 */
async function twoSlots(now: Date): Promise<Viewing[]> {
  const free = await ViewingModel.find({ state: 'free' }).sort({ startsAt: 1 }).limit(500).lean<Viewing[]>()
  const sharesPremises = (slot: Viewing) =>
    free.some(({ _id, premises }) => premises === slot.premises && !_id.equals(slot._id))
  const soon = now.getTime() + 2 * 86_400_000
  const coming = free.filter(slot => slot.seed && slot.startsAt.getTime() > soon && sharesPremises(slot))
  const [first] = coming
  const others = coming.filter(({ premises }) => premises !== first?.premises)
  const second =
    others.find(({ startsAt }) => first && cityDayOf(startsAt) !== cityDayOf(first.startsAt)) ?? others.at(-1)
  return [first, second].flatMap(slot => slot ?? [])
}
