import { trusted } from 'mongoose'
import { OccupancyDayModel, type OccupancyDay } from '#models/premises/occupancy-day.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { premisesStatuses, type PremisesStatus, type UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { PremisesEvent } from '#models/premises/parts/premises-event.ts'
import type { Clock } from '#outside/clock.ts'
import { addDays, addMonths, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { publicStatuses } from '../rules.ts'
import type { Scope } from '../scope.ts'

/** Above this number of premises a day stores only counts, not the codes by status. */
const maxStoredUnits = 5_000
const monthsBack = 24
/** Maximum number of days in a chart; more do not fit. */
const maxDays = 400

const fields = { code: 1, status: 1, createdAt: 1, 'events.at': 1, 'events.kind': 1 } as const
type Standing = Pick<Premises, 'code' | 'status'>
type UnitRecord = Standing & Pick<Premises, 'createdAt' | 'events'>
/** Occupancy of one day. Past days are as recorded; today has the source `now` and is counted at each call. */
export type StreetDay = Omit<OccupancyDay, 'source'> & { source: OccupancyDay['source'] | 'now' }
export type DayCounts = Omit<StreetDay, 'units'>

export function occupancyDays({ clock }: { clock: Clock }) {
  /**
   * Records the occupancy of today, once a day. The first run also records the ends of the last months, as far as the events
   * tell. Safe to run at any time, in several processes at once. Returns the number of days recorded.
   */
  async function note(): Promise<number> {
    const now = clock.now()
    const today = cityDayOf(now)
    const last = await OccupancyDayModel.findOne({}, { _id: 1 }).sort({ _id: -1 }).lean()
    if (last && last._id >= today) return 0
    const tallies = [tallyOf(today, 'noted'), ...(last ? [] : monthEnds(today).map(day => tallyOf(day, 'events')))]
    for await (const premises of PremisesModel.find({}, fields).lean<UnitRecord[]>().cursor({ batchSize: 1_000 }))
      for (const tally of tallies) tally.add(premises)
    const days = tallies.map(({ day }) => day(now)).filter(({ counts, unknown }) => unknown + sumOf(counts) > 0)
    for (const { _id, ...told } of days)
      await OccupancyDayModel.updateOne({ _id }, { $setOnInsert: told }, { upsert: true })
    return days.length
  }

  /**
   * Returns the recorded days of a period, oldest first, with the last one before it. A long period is thinned out. Today is
   * counted now, as the desk and the table do, and not read from what was recorded in the morning.
   */
  async function days(from: CityDay, to: CityDay): Promise<DayCounts[]> {
    const before = await OccupancyDayModel.findOne({ _id: trusted({ $lt: from }) }, { units: 0 })
      .sort({ _id: -1 })
      .lean<DayCounts>()
    const now = clock.now()
    const today = cityDayOf(now)
    const over = to < today ? { $gte: from, $lte: to } : { $gte: from, $lt: today }
    const found = await OccupancyDayModel.find({ _id: trusted(over) }, { units: 0 })
      .sort({ _id: 1 })
      .lean<DayCounts[]>()
    const step = Math.ceil(found.length / maxDays)
    const thinned = found.filter((_day, index) => (found.length - 1 - index) % step === 0)
    const present = to >= today && from <= today ? [await countNow(now)].filter(hasPremises) : []
    return [...(before ? [before] : []), ...thinned, ...present]
  }

  /** Returns the occupancy of a day: today as counted now, a past day as last recorded by then, null when none was. */
  async function on(day: CityDay): Promise<StreetDay | null> {
    const now = clock.now()
    if (day >= cityDayOf(now)) return listNow(now)
    return OccupancyDayModel.findOne({ _id: trusted({ $lte: day }) })
      .sort({ _id: -1 })
      .lean<OccupancyDay>()
  }

  return { note, list: days, on, areaByUse }
}

/** Counts the premises of the whole street by status at this moment. */
async function countNow(now: Date): Promise<DayCounts> {
  const counts = await statusCounts({ buildings: null })
  return { _id: cityDayOf(now), notedAt: now, source: 'now', counts, unknown: 0 }
}

/** Returns the same counts with the codes in each status; null when there are no premises yet. */
async function listNow(now: Date): Promise<StreetDay | null> {
  const day = await countNow(now)
  if (!hasPremises(day)) return null
  if (sumOf(day.counts) > maxStoredUnits) return { ...day, units: null }
  const units: Partial<Record<PremisesStatus, string[]>> = {}
  const found = await PremisesModel.find({}, { code: 1, status: 1 }).lean<Standing[]>()
  for (const { code, status } of found) (units[status] ??= []).push(code)
  return { ...day, units }
}

const hasPremises = ({ counts, unknown }: Pick<StreetDay, 'counts' | 'unknown'>): boolean => unknown + sumOf(counts) > 0

const monthEnds = (today: CityDay): CityDay[] =>
  Array.from({ length: monthsBack }, (_, back) => addDays(addMonths(`${today.slice(0, 7)}-01`, -back), -1))

const sumOf = (counts: OccupancyDay['counts']): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

function tallyOf(_id: CityDay, source: OccupancyDay['source']) {
  const units: Partial<Record<PremisesStatus, string[]>> = {}
  let unknown = 0

  function add(premises: UnitRecord): void {
    const status = source === 'noted' ? premises.status : statusAt(premises, endOfCityDay(_id))
    if (status === 'unknown') unknown += 1
    else if (status !== 'absent') (units[status] ??= []).push(premises.code)
  }

  function day(notedAt: Date): OccupancyDay {
    const counts = Object.fromEntries(Object.entries(units).map(([status, codes]) => [status, codes.length]))
    return { _id, notedAt, source, counts, unknown, units: sumOf(counts) > maxStoredUnits ? null : units }
  }

  return { add, day }
}

/** Sums up public premises by main use: their number, usable area, and the part of that area that is held or let. */
async function areaByUse(): Promise<{ use: UseClass; premises: number; areaSqM: number; takenSqM: number }[]> {
  const taken = { $in: ['$status', ['held', 'let']] }
  const groups = await PremisesModel.aggregate<{ _id: UseClass; premises: number; areaSqM: number; takenSqM: number }>([
    { $match: { status: { $in: [...publicStatuses] } } },
    {
      $group: {
        _id: { $first: '$allowedUses' },
        premises: { $sum: 1 },
        areaSqM: { $sum: '$areaUsableSqM' },
        takenSqM: { $sum: { $cond: [taken, '$areaUsableSqM', 0] } },
      },
    },
    { $sort: { areaSqM: -1, _id: 1 } },
  ])
  return groups.map(({ _id, ...sums }) => ({ use: _id, ...sums }))
}

/** Status of a listing after each kind of event; other kinds do not change it. */
const statusAfter: Partial<Record<string, PremisesStatus>> = {
  created: 'draft',
  published: 'available',
  paused: 'paused',
  resumed: 'available',
  archived: 'archived',
  restored: 'draft',
  held: 'held',
  released: 'available',
  let: 'let',
}

type StatusHistory = { status: PremisesStatus; createdAt: Date; events?: readonly Pick<PremisesEvent, 'at' | 'kind'>[] }

/**
 * Returns the status of a premises at an instant, according to its history: `absent` before it existed, `unknown` when it
 * existed and no event tells the status. It never guesses.
 */
export function statusAt(history: StatusHistory, instant: Date): PremisesStatus | 'absent' | 'unknown' {
  const turns = statusChangesOf(history)
  const last = turns.findLast(({ at }) => at <= instant)
  if (!last) return history.createdAt > instant || turns[0]?.kind === 'created' ? 'absent' : 'unknown'
  // If the last event leads to another status than the current one, some change was not recorded.
  const isBroken = last === turns.at(-1) && last.status !== history.status
  return isBroken ? 'unknown' : last.status
}

const statusChangesOf = ({ events = [] }: StatusHistory) =>
  events.flatMap(({ at, kind }) => {
    const status = statusAfter[kind]
    return status ? [{ at, kind, status }] : []
  })

type StatusCounts = Partial<Record<PremisesStatus, number>>

/**
 * Counts the premises in each status now, including drafts and archived ones, on the whole street or in the buildings a
 * colleague may work on. The desk, the report of today and the table behind both use this count. The whole street is counted
 * on the index, which costs a tenth of grouping documents.
 */
export async function statusCounts({ buildings }: Scope): Promise<StatusCounts> {
  const counting = premisesStatuses.map(async status => [status, await countOf(status, buildings)] as const)
  return Object.fromEntries(await Promise.all(counting))
}

const countOf = (status: PremisesStatus, buildings: Scope['buildings']): Promise<number> =>
  buildings
    ? PremisesModel.countDocuments({ status, buildingCode: trusted({ $in: [...buildings] }) })
    : PremisesModel.countDocuments({ status }, { hint: 'status_1_publishAt_-1__id_1' })
