import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { AppError, conflict } from '#shared/errors.ts'
import type { PremisesPort, WonOccupancy } from './ports.ts'

type CaseHold = Pick<Application, '_id' | 'state' | 'revision' | 'heldPremises'>
const caseHoldFields = { state: 1, revision: 1, heldPremises: 1 } as const

/** Updates the record and the listing of a premises to the cases as they are now. */
export async function syncOccupancy(premises: PremisesPort, code: string): Promise<void> {
  await settle(premises, code)
  await premises.occupancy.show(code)
}

/** Settles premises that were won but never used because the process crashed. Returns their number. */
export async function settleUnconfirmedHolds(premises: PremisesPort): Promise<number> {
  const codes = await premises.occupancy.unconfirmed()
  for (const code of codes) await syncOccupancy(premises, code)
  return codes.length
}

type Holding = Pick<Application, '_id' | 'heldPremises' | 'pendingEffects'>
const holdingFields = { heldPremises: 1, pendingEffects: 1 } as const

/** Returns the held premises by application; null for one that holds none. Unknown ids are left out. */
export async function findHeldPremises(ids: readonly string[]): Promise<Map<string, string | null>> {
  const found = await ApplicationModel.find({ _id: trusted({ $in: [...ids] }) }, holdingFields).lean<Holding[]>()
  return new Map(found.map(({ _id, heldPremises }) => [_id.toHexString(), heldPremises ?? null]))
}

/** Streams the cases that have been handed over. */
export async function* streamHandedOver() {
  const filter = { handedOverOn: trusted({ $type: 'string' as const }) }
  for await (const holding of ApplicationModel.find(filter, holdingFields).lean<Holding[]>().cursor()) {
    const { _id, heldPremises, pendingEffects } = holding
    const tenancyToCome = pendingEffects.some(({ kind }) => kind === 'tenancy')
    yield { _id, heldPremises: heldPremises ?? '', tenancyToCome }
  }
}

/** Returns the occupancy of the premises that a case holds. */
export const occupancyStatusOf = ({ state }: Pick<Application, 'state'>): 'held' | 'let' =>
  state === 'contracted' ? 'let' : 'held'

/**
 * Makes a write that holds a premises for a case. The premises must be won first (ADR 63): the unique index of the
 * occupancies lets one of several writers win, and the others are refused with `application.premises-taken`. A crash in
 * between is safe: `settle` finds and frees a premises that was won but not written to its case.
 */
export async function withOccupancy<T>(
  premises: PremisesPort,
  { was, code }: { was: Application; code: string },
  write: () => Promise<T | null>,
): Promise<T | null> {
  const alreadyHeld = was.heldPremises === code
  const won = alreadyHeld ? null : await premises.occupancy.win(code, toOccupancyClaim(was, was.revision))
  if (!won && !alreadyHeld) throw premisesTaken(code)
  try {
    const written = await write()
    // Somebody else changed the case first. What it holds now decides.
    if (written === null) await settle(premises, code)
    return written
  } catch (error) {
    // A refusal was not written. After any other error that is unknown, so the premises stays won.
    if (won && isRefusal(error)) await premises.occupancy.giveUp(won)
    throw toRefusal(error, code)
  }
}

const toOccupancyClaim = (was: CaseHold, pending: number | null) => ({
  holder: { kind: 'application' as const, id: was._id.toHexString() },
  status: occupancyStatusOf(was),
  pending,
  among: ['shown' as const],
})

/** Repeats until the record of a premises agrees with the cases. Idempotent; ignores tenancies from before the site. */
async function settle(premises: PremisesPort, code: string): Promise<void> {
  while (!(await settleOnce(premises, code))) continue
}

/** Returns true when nothing is left to do. */
async function settleOnce(premises: PremisesPort, code: string): Promise<boolean> {
  const won = await premises.occupancy.find(code)
  if (!won) return winForHolder(premises, code)
  if (won.holder.kind !== 'application') return true
  const holder = await ApplicationModel.findById(won.holder.id, caseHoldFields).lean<CaseHold>()
  if (holder?.heldPremises === code) return premises.occupancy.confirm(won, occupancyStatusOf(holder))
  if (!isWritePending(won, holder)) await premises.occupancy.giveUp(won)
  else if (won.fresh) return true
  else await invalidateRevision(won, code)
  return false
}

/** Checks whether the write for which it was won can still happen: the case must still have the named revision. */
const isWritePending = ({ pending }: WonOccupancy, holder: CaseHold | null): boolean =>
  pending !== null && holder?.revision === pending

/** Increases the revision of the case, so that a winner that has been silent can no longer write. */
const invalidateRevision = ({ holder: { id }, pending }: WonOccupancy, code: string) =>
  ApplicationModel.updateOne(
    { _id: id, revision: pending ?? -1, heldPremises: trusted({ $ne: code }) },
    { $inc: { revision: 1 } },
    { timestamps: false },
  )

/**
 * Wins the premises for the case that holds it, because the previous version writes only the case. Returns true when no case
 * holds it, or there is no such premises.
 */
async function winForHolder(premises: PremisesPort, code: string): Promise<boolean> {
  const keeper = await ApplicationModel.findOne({ heldPremises: code }, caseHoldFields).lean<CaseHold>()
  if (!keeper) return true
  const won = await premises.occupancy.win(code, {
    ...toOccupancyClaim(keeper, null),
    among: ['draft', 'shown', 'paused', 'archived'],
  })
  return !won && !(await premises.occupancy.find(code))
}

type DuplicateKey = { keyPattern?: Record<string, unknown> }

const isRefusal = (error: unknown): boolean => error instanceof AppError || isDuplicateKey(error)

/**
 * Returns the error to throw. A duplicate key becomes a conflict by the index that refused: somebody has the premises, or
 * the applicant has another offer. Any other error is returned unchanged.
 */
function toRefusal(error: unknown, code: string): unknown {
  if (!isDuplicateKey(error)) return error
  const { keyPattern = {} } = error as DuplicateKey
  return 'heldPremises' in keyPattern
    ? premisesTaken(code, error)
    : conflict('application.offer-elsewhere', { cause: error })
}

const premisesTaken = (code: string, cause?: unknown) =>
  conflict('application.premises-taken', { cause, facts: { code } })
