import mongoose, { trusted } from 'mongoose'
import { PremisesModel, type Premises } from '../../../models/premises.ts'
import type { PremisesStatus } from '../../../models/parts/premises-vocabulary.ts'
import type { Clock } from '../../outside/clock.ts'
import { cityDayOf } from '../../shared/city-day.ts'
import { changeCatalogue } from './catalogue.ts'
import { recorded } from './recording.ts'
import { canApply } from './rules.ts'

const standingFields = {
  code: 1,
  status: 1,
  title: 1,
  areaUsableSqM: 1,
  floor: 1,
  demo: 1,
  publishAt: 1,
  expiresAt: 1,
  applicationWindow: 1,
} as const
type StandingFields = Pick<Premises, keyof typeof standingFields>
export type Standing = Pick<Premises, 'code' | 'status' | 'title' | 'areaUsableSqM' | 'floor' | 'demo'> & {
  /** Whether an application may begin with it today. */
  open: boolean
}
export type Occupancy = { application: string; status: 'held' | 'let'; until: Date | null } | null

const hidden: readonly PremisesStatus[] = ['draft', 'archived']

export function standingsOf({ clock }: { clock: Clock }) {
  /** What an application needs to know of each premises, by code; those that do not exist or are not on show are left out. */
  async function standings(codes: readonly string[]): Promise<Map<string, Standing>> {
    const asked = trusted({ $in: [...new Set(codes)] })
    const found = await PremisesModel.find({ code: asked }, standingFields).lean<StandingFields[]>()
    const now = clock.now()
    const shown = found.filter(({ status }) => !hidden.includes(status))
    return new Map(shown.map(premises => [premises.code, standingAt(now, premises)]))
  }

  /** Of one; null when there is no such code or it is not on show. */
  const standing = async (code: string): Promise<Standing | null> => (await standings([code])).get(code) ?? null

  return { standing, standings }
}

function standingAt(now: Date, found: StandingFields): Standing {
  const { code, status, title, areaUsableSqM, floor, demo } = found
  return { code, status, title, areaUsableSqM, floor, demo, open: canApply(found, { now, day: cityDayOf(now) }).ok }
}

/**
 * Makes a listing say who has the premises, as offers and tenancies know it: one write with its event. Idempotent, and
 * leaves drafts, paused and archived listings as they are. Of two at once, the second starts again from what the first wrote.
 */
export function occupyListing({ clock }: { clock: Clock }) {
  return async function occupy(code: string, occupancy: Occupancy): Promise<void> {
    while (!(await written(code, occupancy, clock.now()))) continue
  }
}

type Before = Pick<Premises, 'status' | 'hold'>

/** False when somebody changed the listing between reading and writing. */
async function written(code: string, occupancy: Occupancy, at: Date): Promise<boolean> {
  const before = await PremisesModel.findOne({ code }, { status: 1, hold: 1 }).lean<Before>()
  if (!before || !changeable.includes(before.status) || isSo(before, occupancy)) return true
  const status = occupancy?.status ?? 'available'
  const holder = before.hold?.application
  const asBefore = { status: before.status, 'hold.application': holder ?? trusted({ $exists: false }) }
  const { matchedCount } = await changeCatalogue(revision =>
    PremisesModel.updateOne(
      { code, ...asBefore },
      {
        $set: { status, hold: occupancy && { application: occupancy.application, until: occupancy.until }, revision },
        $push: recorded({ at, kind: kindOf(status), by: null }),
        $inc: { version: 1 },
      },
    ),
  )
  return matchedCount > 0
}

/**
 * Takes a premises off the street that cannot be let before it has been repaired, whoever still has it: the listing is
 * paused until a listing manager resumes it. Idempotent; drafts and archived listings stay as they are.
 */
export function standDownListing({ clock }: { clock: Clock }) {
  return async function standDown(code: string, note: string): Promise<void> {
    await changeCatalogue(revision =>
      PremisesModel.updateOne(
        { code, status: trusted({ $in: [...changeable] }) },
        {
          $set: { status: 'paused', hold: null, revision },
          $push: recorded({ at: clock.now(), kind: 'paused', by: null, note }),
          $inc: { version: 1 },
        },
      ),
    )
  }
}

const changeable: readonly PremisesStatus[] = ['available', 'held', 'let']

function isSo({ status, hold }: Before, occupancy: Occupancy): boolean {
  if (!occupancy) return status === 'available'
  return (
    status === occupancy.status && hold?.application.equals(new mongoose.Types.ObjectId(occupancy.application)) === true
  )
}

const kindOf = (status: 'available' | 'held' | 'let'): string =>
  ({ available: 'released', held: 'held', let: 'let' })[status]

type Held = Pick<Premises, 'code' | 'status' | 'hold' | 'demo'>
const heldFields = { code: 1, status: 1, hold: 1, demo: 1 } as const
const asHold = ({ code, status, hold }: Held) => ({
  code,
  status,
  application: hold?.application.toHexString() ?? null,
})

/** Whom listings name as the one who has the premises, by code. */
export async function holdsOf(codes: readonly string[]) {
  const found = await PremisesModel.find({ code: trusted({ $in: [...codes] }) }, heldFields).lean<Held[]>()
  return new Map(found.map(held => [held.code, asHold(held)]))
}

/** All listings that are held or let, as a stream. Those that a demonstration invented as taken are left out. */
export async function* takenListings() {
  const taken = { status: trusted({ $in: ['held', 'let'] as PremisesStatus[] }) }
  for await (const held of PremisesModel.find(taken, heldFields).lean<Held[]>().cursor()) {
    if (held.hold || !held.demo) yield asHold(held)
  }
}
