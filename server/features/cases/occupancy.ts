import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { AppError, conflict } from '#shared/errors.ts'
import type { PremisesPort, Won } from './ports.ts'

type Kept = Pick<Application, '_id' | 'state' | 'revision' | 'heldPremises'>
const keptFields = { state: 1, revision: 1, heldPremises: 1 } as const

/** What the cases say of a premises, in its record and its listing: as they are now, not as they were when it was asked for. */
export function syncing(premises: PremisesPort) {
  return async (code: string): Promise<void> => {
    await settle(premises, code)
    await premises.occupancy.show(code)
  }
}

/** Looks after what was won and never used: its winner crashed. Returns of how many premises. */
export async function settleUnconfirmedHolds(premises: PremisesPort): Promise<number> {
  const codes = await premises.occupancy.unconfirmed()
  for (const code of codes) await syncing(premises)(code)
  return codes.length
}

type Holding = Pick<Application, '_id' | 'heldPremises' | 'pendingEffects'>
const holdingFields = { heldPremises: 1, pendingEffects: 1 } as const

/** What applications say of the premises they keep, for whoever compares it with the tenancies. */
export function premisesHeldByCases() {
  /** By application; null for one that keeps none. Unknown ids are not in the answer. */
  async function keeps(ids: readonly string[]): Promise<Map<string, string | null>> {
    const found = await ApplicationModel.find({ _id: trusted({ $in: [...ids] }) }, holdingFields).lean<Holding[]>()
    return new Map(found.map(({ _id, heldPremises }) => [_id.toHexString(), heldPremises ?? null]))
  }

  /** Those whose keys were given, as a stream. */
  async function* handedOver() {
    const filter = { handedOverOn: trusted({ $type: 'string' as const }) }
    for await (const holding of ApplicationModel.find(filter, holdingFields).lean<Holding[]>().cursor()) {
      const { _id, heldPremises, pendingEffects } = holding
      const tenancyToCome = pendingEffects.some(({ kind }) => kind === 'tenancy')
      yield { _id, heldPremises: heldPremises ?? '', tenancyToCome }
    }
  }

  return { keeps, handedOver }
}

/** How the premises that a case keeps is taken. */
export const occupiedBy = ({ state }: Pick<Application, 'state'>): 'held' | 'let' =>
  state === 'contracted' ? 'let' : 'held'

/**
 * Makes a write that keeps a premises for a case, which must win the premises first (ADR 63): of any number at once the
 * unique index of the occupancies lets one in, and the others are refused with `application.premises-taken`. The order is safe
 * to be killed in: what was won for a case that never got it is found and freed by `settle`.
 */
export async function withOccupancy<T>(
  premises: PremisesPort,
  { was, code }: { was: Application; code: string },
  write: () => Promise<T | null>,
): Promise<T | null> {
  const isKept = was.heldPremises === code
  const won = isKept ? null : await premises.occupancy.win(code, wishOf(was, was.revision))
  if (!won && !isKept) throw taken(code)
  try {
    const written = await write()
    // Somebody was faster with the case: what it keeps now decides.
    if (written === null) await settle(premises, code)
    return written
  } catch (error) {
    // Refused, and so not written. Of anything else nobody knows whether it was.
    if (won && isRefusal(error)) await premises.occupancy.giveUp(won)
    throw whoseRefusal(error, code)
  }
}

const wishOf = (was: Kept, pending: number | null) => ({
  holder: { kind: 'application' as const, id: was._id.toHexString() },
  status: occupiedBy(was),
  pending,
  among: ['shown' as const],
})

/** Until the record of a premises agrees with the cases. Idempotent; leaves tenancies from before the site alone. */
async function settle(premises: PremisesPort, code: string): Promise<void> {
  while (!(await settleOnce(premises, code))) continue
}

/** True when there was nothing to do. */
async function settleOnce(premises: PremisesPort, code: string): Promise<boolean> {
  const won = await premises.occupancy.find(code)
  if (!won) return winForKeeper(premises, code)
  if (won.holder.kind !== 'application') return true
  const holder = await ApplicationModel.findById(won.holder.id, keptFields).lean<Kept>()
  if (holder?.heldPremises === code) return premises.occupancy.confirm(won, occupiedBy(holder))
  if (!isToCome(won, holder)) await premises.occupancy.giveUp(won)
  else if (won.fresh) return true
  else await shutOut(won, code)
  return false
}

/** Can the write for which it was won still arrive? It names the revision, and that has not passed. */
const isToCome = ({ pending }: Won, holder: Kept | null): boolean => pending !== null && holder?.revision === pending

/** Whoever won it and has been silent since cannot write any more after this. */
const shutOut = ({ holder: { id }, pending }: Won, code: string) =>
  ApplicationModel.updateOne(
    { _id: id, revision: pending ?? -1, heldPremises: trusted({ $ne: code }) },
    { $inc: { revision: 1 } },
    { timestamps: false },
  )

/** The version before writes cases alone. True when no case keeps it, or there is no such premises. */
async function winForKeeper(premises: PremisesPort, code: string): Promise<boolean> {
  const keeper = await ApplicationModel.findOne({ heldPremises: code }, keptFields).lean<Kept>()
  if (!keeper) return true
  const won = await premises.occupancy.win(code, {
    ...wishOf(keeper, null),
    among: ['draft', 'shown', 'paused', 'archived'],
  })
  return !won && !(await premises.occupancy.find(code))
}

type Refused = { keyPattern?: Record<string, unknown> }

const isRefusal = (error: unknown): boolean => error instanceof AppError || isDuplicateKey(error)

/** Which of the two unique indexes said no: somebody has the premises, or the applicant has another offer. */
function whoseRefusal(error: unknown, code: string): unknown {
  if (!isDuplicateKey(error)) return error
  const { keyPattern = {} } = error as Refused
  return 'heldPremises' in keyPattern ? taken(code, error) : conflict('application.offer-elsewhere', { cause: error })
}

const taken = (code: string, cause?: unknown) => conflict('application.premises-taken', { cause, facts: { code } })
