import mongoose from 'mongoose'
import { AccountModel, type Account } from '#models/accounts/account.ts'
import { skipAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict } from '#shared/errors.ts'
import type { StaffRole } from '#web/locals.ts'
import type { Scoped } from '../scope.ts'
import { recordAccountAct } from './audit.ts'

/** A building from which an administrator chooses; the listings slice supplies the list. */
export type BuildingChoice = { code: string; name: string }
export type BuildingsToChoose = (locale: 'ru' | 'en' | 'zh') => Promise<BuildingChoice[]>

type Replacement = { before: readonly string[]; codes: readonly string[]; by: string }

/** Limits listing managers to buildings. A change applies at once, because the account is loaded for each request. */
export function buildingScopeService({ clock }: { clock: Clock }) {
  async function of(id: string): Promise<readonly string[]> {
    const account = await AccountModel.findOne({ _id: id }, { buildings: 1 }).lean<{ buildings?: string[] }>()
    return account?.buildings ?? []
  }

  const isLimitedTo = async (id: string, codes: readonly string[]): Promise<boolean> =>
    (await AccountModel.exists({ ...managerFilter(id), ...unchanged(codes) })) !== null

  async function replace(id: string, { before, codes, by }: Replacement): Promise<boolean> {
    const event = { at: clock.now(), kind: 'buildings_changed' as const, by, from: listOf(before), to: listOf(codes) }
    const { modifiedCount } = await AccountModel.updateOne(
      { ...managerFilter(id), ...unchanged(before) },
      { $set: { buildings: [...codes] }, $push: { history: { $each: [event], $slice: -100 } } },
    )
    return modifiedCount > 0
  }

  /**
   * Sets the buildings; no codes remove the limit. Nothing is recorded when they are the buildings already. `shown` names the
   * buildings on the page with the form; throws `scope.since` when others are stored by now.
   */
  async function limitTo(
    id: string,
    codes: readonly string[],
    { by, shown }: { by: string; shown?: string | undefined },
  ) {
    const before = await of(id)
    const asShown = shown === undefined || shown === listOf(before)
    const written = asShown && listOf(before) !== listOf(codes) && (await replace(id, { before, codes, by }))
    if (!written) {
      // A form that is sent again, perhaps at the same moment, finds its buildings stored already.
      if (!(await isLimitedTo(id, codes))) throw conflict('scope.since')
      skipAudit()
      return
    }
    recordAccountAct(id, { action: 'account.buildings', field: 'buildings', before: [...before], after: [...codes] })
  }

  /** Returns colleagues with one of the roles, by name, with the buildings to which they are limited. */
  async function colleagues(roles: readonly StaffRole[]): Promise<(Scoped & { name: string })[]> {
    const working = {
      role: mongoose.trusted({ $in: [...roles] }),
      deactivatedAt: null,
      passwordHash: mongoose.trusted({ $type: 'string' as const }),
    }
    const found = await AccountModel.find(working, { name: 1, role: 1, buildings: 1 })
      .sort({ name: 1 })
      .lean<(Pick<Account, '_id' | 'name' | 'role'> & { buildings?: string[] })[]>()
    return found.map(({ _id, name, role, buildings = [] }) => ({ id: _id.toHexString(), name, role, buildings }))
  }

  return { of, limitTo, colleagues }
}

const managerFilter = (id: string) => ({ _id: id, role: 'listing_manager' as const, deactivatedAt: null })

/** Returns the buildings as the history names them, `*` for all. */
export const listOf = (codes: readonly string[]): string => codes.join(', ') || '*'

/** Otherwise the second of two concurrent changes would record a wrong history. Older accounts may lack the list. */
const unchanged = (before: readonly string[]) =>
  before.length > 0 ? { buildings: [...before] } : { 'buildings.0': mongoose.trusted({ $exists: false }) }
