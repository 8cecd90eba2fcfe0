import mongoose from 'mongoose'
import { AccountModel, type Account, type AccountRole } from '#models/accounts/account.ts'
import { doneBefore, skipAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import { recordAccountAct } from '../people/audit.ts'
import { canBeAway, coverRoles, overlap, shareBuildings, standInOf, type Absent, type Days } from './rules.ts'

export type StandIn = { id: string; name: string; role: AccountRole; buildings: readonly string[] }
/** Somebody who is away: the last day, and the colleague who does their work; null where nobody can. */
export type AbsentColleague = { id: string; name: string; until: CityDay; standIn: StandIn | null }
/** A stored absence that has not ended. */
export type Absence = Days & { cover: { id: string; name: string } }
type Fault =
  | Exclude<ReturnType<typeof canBeAway>, { ok: true }>['reason']
  | 'no-cover'
  | 'cover-away'
  | 'cover-buildings'

/** Accounts from before the field have no `buildings`. */
type WorkingColleague = Pick<Account, '_id' | 'name' | 'role' | 'absence'> & { buildings?: string[] }
const fields = { name: 1, role: 1, absence: 1, buildings: 1 } as const
const workingFilter = () => ({
  role: mongoose.trusted({ $ne: 'applicant' as const }),
  deactivatedAt: null,
  passwordHash: mongoose.trusted({ $type: 'string' as const }),
})
const awayFilter = (day: CityDay) => ({
  'absence.from': mongoose.trusted({ $lte: day }),
  'absence.to': mongoose.trusted({ $gte: day }),
})

/** Stores who is away and who covers for them. An absence applies on its days only, so nothing has to be switched back. */
export function absencesService({ clock }: { clock: Clock }) {
  const today = () => cityDayOf(clock.now())

  /**
   * Stores a colleague's absence, replacing an earlier one. Throws "not found" for anybody who is no active colleague,
   * "stale" when somebody else changed it first, or the page showed another one (`shown`, by `absenceMark`).
   */
  async function set(
    id: string,
    { shown, ...absenceInput }: Days & { cover: string; shown?: string | undefined },
    by: string,
  ): Promise<Verdict<Fault>> {
    const { from, to, cover } = absenceInput
    const person = await colleague(id)
    const verdict = canBeAway(absenceInput, today(), person.absence)
    if (!verdict.ok) return verdict
    if (person.absence && isSame(person.absence, absenceInput)) return doneBefore(yes)
    requireShown(person, shown)
    const other = (await coversFor(id)).find(one => one.id === cover)
    if (!other) return no('no-cover')
    if (!other.fits) return no('cover-buildings')
    if (other.away && overlap(other.away, absenceInput)) return no('cover-away')
    const event = { at: clock.now(), kind: 'away_said' as const, by, from, to }
    const { modifiedCount } = await AccountModel.updateOne(
      { ...unchangedFilter(person), role: person.role, deactivatedAt: null },
      { $set: { absence: { from, to, cover, by } }, $push: { history: { $each: [event], $slice: -100 } } },
    )
    if (modifiedCount === 0) throw conflict('error.stale')
    const before = await toAbsence(person)
    recordAccountAct(id, { action: 'account.away', field: 'absence', before, after: { from, to, cover: other.name } })
    return yes
  }

  /**
   * Removes an absence, for a colleague who is back earlier or does not go at all. Throws "stale" when the page showed another
   * one.
   */
  async function end(id: string, by: string, shown?: string): Promise<void> {
    const person = await colleague(id)
    if (!person.absence) {
      skipAudit()
      return
    }
    requireShown(person, shown)
    const event = { at: clock.now(), kind: 'away_ended' as const, by }
    const { modifiedCount } = await AccountModel.updateOne(unchangedFilter(person), {
      $unset: { absence: 1 },
      $push: { history: { $each: [event], $slice: -100 } },
    })
    if (modifiedCount === 0) {
      skipAudit()
      return
    }
    recordAccountAct(id, { action: 'account.back', field: 'absence', before: await toAbsence(person), after: null })
  }

  /** Returns somebody's absence that has not ended; null for none. */
  async function of(id: string): Promise<Absence | null> {
    const { absence } = await colleague(id)
    if (!absence || absence.to < today()) return null
    const cover = { id: String(absence.cover), name: await nameOf(absence.cover) }
    return { from: absence.from, to: absence.to, cover }
  }

  /** Returns the colleagues who can cover for somebody, by name, whether they share a building, and their own days away. */
  async function coversFor(id: string): Promise<{ id: string; name: string; fits: boolean; away: Days | null }[]> {
    const person = await colleague(id)
    const { role } = person
    const roles = mongoose.trusted({ $in: [...coverRoles(role)] })
    const able = { ...workingFilter(), _id: mongoose.trusted({ $ne: id }), role: roles }
    const found = await AccountModel.find(able, fields).sort({ name: 1 }).lean<WorkingColleague[]>()
    return found.map(({ absence, ...other }) => ({
      id: other._id.toHexString(),
      name: other.name,
      fits: shareBuildings(person, other),
      away: absence && absence.to >= today() ? { from: absence.from, to: absence.to } : null,
    }))
  }

  /** Returns everybody who is away on a day (today by default), by id. */
  async function away(day: CityDay = today()): Promise<Map<string, AbsentColleague>> {
    const found = await AccountModel.find({ ...workingFilter(), ...awayFilter(day) }, fields).lean<WorkingColleague[]>()
    if (found.length === 0) return new Map()
    const covers = await AccountModel.find(
      { ...workingFilter(), _id: mongoose.trusted({ $in: found.flatMap(({ absence }) => absence?.cover ?? []) }) },
      fields,
    ).lean<WorkingColleague[]>()
    const people = new Map([...found, ...covers].map(one => [one._id.toHexString(), one]))
    const absent = new Map(found.map(one => [one._id.toHexString(), absentOf(one)]))
    return new Map([...absent].map(([id, one]) => [id, awayOf(one, absent, people)]))
  }

  /** Returns the absent colleagues whose work somebody does today. */
  async function coveredBy(id: string): Promise<AbsentColleague[]> {
    return [...(await away()).values()].filter(({ standIn }) => standIn?.id === id)
  }

  /** Forms of an earlier release do not say which absence they showed. */
  function requireShown({ absence }: WorkingColleague, shown: string | undefined): void {
    const present = absence && absence.to >= today() ? absence : null
    const mark = absenceMark(present && { ...present, cover: { id: String(present.cover) } })
    if (shown !== undefined && shown !== mark) throw conflict('error.stale')
  }

  return { set, end, of, coversFor, away, coveredBy }
}
export type AbsencesService = ReturnType<typeof absencesService>

/** Returns what a form says of the absence on its page. */
export const absenceMark = (absence: (Days & { cover: { id: string } }) | null): string =>
  absence ? [absence.from, absence.to, absence.cover.id].join(' ') : ''

const isSame = (
  stored: NonNullable<WorkingColleague['absence']>,
  { from, to, cover }: Days & { cover: string },
): boolean => stored.from === from && stored.to === to && String(stored.cover) === cover

const absentOf = ({ _id, role, absence }: WorkingColleague): Absent => ({
  id: _id.toHexString(),
  role,
  cover: String(absence?.cover ?? ''),
})

function awayOf(
  one: Absent,
  absent: ReadonlyMap<string, Absent>,
  people: ReadonlyMap<string, WorkingColleague>,
): AbsentColleague {
  const standIn = standInOf(one, absent, id => people.get(id)?.role ?? null)
  const other = standIn ? people.get(standIn) : undefined
  const self = people.get(one.id)
  return {
    id: one.id,
    name: self?.name ?? '',
    until: self?.absence?.to ?? '',
    standIn: other ? toStandIn(other) : null,
  }
}

const toStandIn = ({ _id, name, role, buildings = [] }: WorkingColleague): StandIn => ({
  id: _id.toHexString(),
  name,
  role,
  buildings,
})

/** Returns the absence for the audit trail, with the cover's name because people read it. */
async function toAbsence({ absence }: WorkingColleague) {
  return absence ? { from: absence.from, to: absence.to, cover: await nameOf(absence.cover) } : null
}

const nameOf = async (id: unknown): Promise<string> =>
  (await AccountModel.findOne({ _id: String(id) }, { name: 1 }).lean())?.name ?? ''

/** Filter for the absence as it was read, so that nobody removes days that somebody else has just entered. */
const unchangedFilter = ({ _id, absence }: WorkingColleague) =>
  absence
    ? { _id, 'absence.from': absence.from, 'absence.to': absence.to, 'absence.cover': absence.cover }
    : { _id, absence: null }

async function colleague(id: string): Promise<WorkingColleague> {
  const person = await AccountModel.findOne(
    { _id: id, role: mongoose.trusted({ $ne: 'applicant' as const }), deactivatedAt: null },
    fields,
  ).lean<WorkingColleague>()
  if (!person) throw notFound()
  return person
}
