import { trusted } from 'mongoose'
import { TenancyModel, type Tenancy } from '../../../models/tenancy.ts'
import type { PendingEffect } from '../../../models/parts/history.ts'
import { tenancyMails } from './mails.ts'
import type { Deps } from './ports.ts'

/**
 * Carries out what changes have left to be done, in their order. Each effect may be repeated: it is crossed out only after
 * it has been done, so a crash in between does it again, and doing it again changes nothing.
 */
export function tenancyEffects(deps: Deps) {
  const mails = tenancyMails(deps)

  async function carryOutEffects(): Promise<number> {
    const waiting = await TenancyModel.find({ 'pendingEffects.key': trusted({ $exists: true }) })
      .sort({ updatedAt: 1 })
      .limit(200)
      .lean<Tenancy[]>()
    let done = 0
    const failures: unknown[] = []
    for (const tenancy of waiting) {
      try {
        done += await carryOutOf(tenancy)
      } catch (error) {
        failures.push(error)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `effects of ${failures.length} tenancies failed`)
    return done
  }

  async function carryOutOf(tenancy: Tenancy): Promise<number> {
    for (const effect of tenancy.pendingEffects) {
      await carryOut(tenancy, effect)
      await TenancyModel.updateOne(
        { _id: tenancy._id },
        { $pull: { pendingEffects: { key: effect.key } } },
        { timestamps: false },
      )
    }
    return tenancy.pendingEffects.length
  }

  async function carryOut(tenancy: Tenancy, effect: PendingEffect): Promise<void> {
    if (effect.kind === 'mail') await mails.write(tenancy, effect)
    else if (effect.kind === 'release') await deps.applications.release(tenancy.application.toHexString())
    else if (effect.kind === 'stand-down') await deps.premises.standDown(tenancy.premises, effect.facts.reason ?? '')
  }

  return { carryOutEffects }
}
