import mongoose from 'mongoose'
import { PremisesModel, type Premises } from '../../../models/premises.ts'
import type { PremisesStatus } from '../../../models/parts/premises-vocabulary.ts'
import type { Clock } from '../../outside/clock.ts'
import { changeCatalogue } from './catalogue.ts'

export type Standing = { code: string; status: PremisesStatus }
export type Occupancy = { application: string; status: 'held' | 'let'; until: Date | null } | null

/** The status of a premises, whoever asks; null when there is no such code. */
export async function standingOf(code: string): Promise<Standing | null> {
  const found = await PremisesModel.findOne({ code }, { code: 1, status: 1 }).lean<Pick<Premises, 'code' | 'status'>>()
  return found && { code: found.code, status: found.status }
}

/**
 * Makes a listing say who has the premises, as offers and tenancies know it: one write with its event. Idempotent, and
 * leaves drafts, paused and archived listings as they are.
 */
export function occupyListing({ clock }: { clock: Clock }) {
  return async function occupy(code: string, occupancy: Occupancy): Promise<void> {
    const before = await PremisesModel.findOne({ code }, { status: 1, hold: 1 }).lean<
      Pick<Premises, 'status' | 'hold'>
    >()
    const status = occupancy?.status ?? 'available'
    if (!before || !changeable.includes(before.status) || isSo(before, occupancy)) return
    await changeCatalogue(revision =>
      PremisesModel.updateOne(
        { code, status: before.status },
        {
          $set: { status, hold: occupancy && { application: occupancy.application, until: occupancy.until }, revision },
          $push: { events: { at: clock.now(), kind: kindOf(status), by: null, note: '' } },
          $inc: { version: 1 },
        },
      ),
    )
  }
}

const changeable: readonly PremisesStatus[] = ['available', 'held', 'let']

function isSo({ status, hold }: Pick<Premises, 'status' | 'hold'>, occupancy: Occupancy): boolean {
  if (!occupancy) return status === 'available'
  return (
    status === occupancy.status && hold?.application.equals(new mongoose.Types.ObjectId(occupancy.application)) === true
  )
}

const kindOf = (status: 'available' | 'held' | 'let'): string =>
  ({ available: 'released', held: 'held', let: 'let' })[status]
