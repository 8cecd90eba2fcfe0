import { Types, trusted } from 'mongoose'
import { ViewingModel, type Viewing } from '#models/viewings/viewing.ts'
import { addDays, cityDayOf, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { refusedClaim, slotClaims } from '../bookings/claims.ts'
import type { Bookings } from '../bookings/bookings-service.ts'
import type { Deps } from '../ports.ts'
import { weekdayOf } from '../rules.ts'

const guideEmail = 'listing-manager@demo.startup-street.example'
const visitorEmail = 'applicant@demo.startup-street.example'
const premisesShown = 12
const daysShown = 14
const minutes = 30
/** Minutes since midnight at which a day's round begins. */
const rounds = [10 * 60, 14 * 60]

/** Slots on an invented street, so that a demonstration always has times to choose from. */
export function viewingDemonstration(deps: Deps, { book }: Pick<Bookings, 'book'>) {
  const { clock, accounts, catalogue, premises, content, demonstration } = deps

  /** Adds what is missing of the coming two weeks; a slot that somebody has withdrawn or booked is left as it is. */
  async function topUp(): Promise<number> {
    if (!demonstration) return 0
    const street = await catalogue.plan()
    const guide = (await accounts.demonstration.accountIds()).get(guideEmail)
    if (!street.demo || !guide) return 0
    const { name } = await accounts.people.contactOf(guide)
    const planned = plannedSlots(await demonstrationCodes(street.units), clock.now())
    const seeds = trusted({ $in: planned.map(({ seed }) => seed) })
    const known = new Set(await ViewingModel.distinct('seed', { seed: seeds }))
    let added = 0
    for (const slot of planned.filter(({ seed }) => !known.has(seed))) {
      added += await insert({ ...slot, guide: new Types.ObjectId(guide), guideName: name })
    }
    if (added > 0) await content.changed()
    return added
  }

  /** Every so-and-so-manieth available premises, from all along the street. */
  async function demonstrationCodes(units: { code: string; status: string }[]): Promise<string[]> {
    const available = units.filter(({ status }) => status === 'available')
    const step = Math.max(1, Math.floor(available.length / premisesShown))
    const codes = available.filter((_unit, index) => index % step === 0).map(({ code }) => code)
    const summaries = await Promise.all(codes.slice(0, premisesShown).map(code => premises.summaries.one(code)))
    return codes.slice(0, premisesShown).filter((_code, index) => summaries[index]?.demo)
  }

  async function insert(slot: Slot): Promise<number> {
    const { seed, ...rest } = slot
    const fields = {
      ...rest,
      languages: ['ru', 'zh'] as const,
      meetingPoint: '',
      state: 'free',
      claims: slotClaims(slot),
      events: [{ _id: new Types.ObjectId(), at: clock.now(), by: { kind: 'system' }, kind: 'published' }],
    }
    try {
      const { upsertedCount } = await ViewingModel.updateOne({ seed }, { $setOnInsert: fields }, { upsert: true })
      return upsertedCount
    } catch (error) {
      // A time that somebody has given to something else, or another process doing the same.
      if (refusedClaim(error) === null) throw error
      return 0
    }
  }

  /** Times for two weeks, two of them booked by the demonstration's applicant if they have never booked any. */
  async function seedDemonstrationViewings(): Promise<number> {
    const added = await topUp()
    const visitor = (await accounts.demonstration.accountIds()).get(visitorEmail)
    if (!demonstration || !visitor || (await ViewingModel.exists({ 'booking.account': visitor }))) return added
    const { email, name, locale } = await accounts.people.contactOf(visitor)
    const who = { id: visitor, email, name, locale, verified: true }
    for (const slot of await twoSlots(clock.now())) {
      const wish = { partySize: 2, phone: '', note: '', language: 'ru' as const }
      await book(who, { slot: slot._id.toHexString(), ...wish })
      // Nobody asked for these letters.
      await ViewingModel.updateOne({ _id: slot._id }, { $set: { pendingEffects: [] } })
    }
    return added
  }

  return { topUp, seed: seedDemonstrationViewings }
}

type Slot = Pick<Viewing, 'premises' | 'startsAt' | 'endsAt' | 'guide' | 'guideName'> & { seed: string }

/** The guide walks along the street: on Tuesdays, Thursdays and Saturdays, half of the premises in each round. */
function plannedSlots(codes: readonly string[], now: Date): Omit<Slot, 'guide' | 'guideName'>[] {
  const today = cityDayOf(now)
  const days = Array.from({ length: daysShown }, (_, index) => addDays(today, index + 1))
  return days
    .filter(day => [2, 4, 6].includes(weekdayOf(day)))
    .flatMap(day => rounds.flatMap((from, round) => roundOf({ day, from, codes: codes.filter(inRound(round, day)) })))
}

/** Mornings and afternoons change places from one day to the next. */
const inRound = (round: number, day: CityDay) => (_code: string, index: number) =>
  (index + weekdayOf(day) / 2 + round) % rounds.length < 1

function roundOf({ day, from, codes }: { day: CityDay; from: number; codes: readonly string[] }) {
  return codes.map((premises, index) => {
    const startsAt = new Date(startOfCityDay(day).getTime() + (from + index * minutes) * 60_000)
    const endsAt = new Date(startsAt.getTime() + minutes * 60_000)
    return { seed: `${premises} ${startsAt.toISOString()}`, premises, startsAt, endsAt }
  })
}

/** The first slot at least two days ahead, and one of another premises on another day. */
async function twoSlots(now: Date): Promise<Viewing[]> {
  const free = await ViewingModel.find({ state: 'free' }).sort({ startsAt: 1 }).limit(500).lean<Viewing[]>()
  const coming = free.filter(({ seed, startsAt }) => seed && startsAt.getTime() > now.getTime() + 2 * 86_400_000)
  const [first] = coming
  const second = coming.find(
    ({ premises, startsAt }) =>
      first && premises !== first.premises && cityDayOf(startsAt) !== cityDayOf(first.startsAt),
  )
  return [first, second].flatMap(slot => slot ?? [])
}
