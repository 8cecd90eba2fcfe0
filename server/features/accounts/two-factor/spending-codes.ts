import mongoose from 'mongoose'
import { AccountModel } from '#models/accounts/account.ts'
import type { Clock } from '#outside/clock.ts'
import { allows, clear } from '../limits.ts'
import { asAppCode, recoveryHash, stepOf } from './one-time-codes.ts'
import { seal, unseal, type SealingSecrets } from './sealing.ts'

type Deps = { clock: Clock; secrets: SealingSecrets }

/**
 * `unreadable`: the secret was sealed under a key that the installation no longer has. After a right code the caller has to
 * call `forgetTries`, in parallel with its other work.
 */
export type Spent =
  | { ok: true; by: 'app'; forgetTries: () => Promise<unknown> }
  | { ok: true; by: 'recovery'; left: number; forgetTries: () => Promise<unknown> }
  | Refused
type Refused = { ok: false; reason: 'wrong' | 'too-many' | 'unreadable' }

/** Returns the sealed secret of the app; null where there is none. */
async function sealedSecretOf(id: string): Promise<string | null> {
  const account = await AccountModel.findOne({ _id: id, deactivatedAt: null }, { secondFactor: 1 }).lean()
  return account?.secondFactor?.sealed ?? null
}

const wrong = { ok: false, reason: 'wrong' } as const

/** Checks codes of the second step. Each code can be used once, even by concurrent attempts. */
export function codeSpending({ clock, secrets }: Deps) {
  /** Uses up a code of the app or a recovery code. Attempts count before the check; successful ones do not count. */
  async function spendCode(id: string, typed: string): Promise<Spent> {
    const code = asAppCode(typed)
    const [sealed, ...allowed] = await Promise.all([
      code ? sealedSecretOf(id) : null,
      allows('codes-account', id),
      allows('codes-account-day', id),
    ])
    if (allowed.includes(false)) return { ok: false, reason: 'too-many' }
    const spent = await (code ? spendAppCode(id, code, sealed) : spendRecoveryCode(id, typed))
    const forgetTries = () => Promise.all([clear('codes-account', id), clear('codes-account-day', id)])
    return spent.ok ? { ...spent, forgetTries } : spent
  }

  async function spendAppCode(
    id: string,
    code: string,
    sealed: string | null,
  ): Promise<{ ok: true; by: 'app' } | Refused> {
    if (sealed === null) return wrong
    const known = await secrets()
    const secret = unseal(sealed, id, known)
    if (!secret) return { ok: false, reason: 'unreadable' }
    const step = stepOf(secret.plain, code, clock.machineNow())
    if (step === null) return wrong
    // One atomic write: of two uses of a code, the second no longer finds an older step.
    const { modifiedCount } = await AccountModel.updateOne(
      { _id: id, 'secondFactor.sealed': sealed, 'secondFactor.lastStep': mongoose.trusted({ $lt: step }) },
      {
        $set: {
          'secondFactor.lastStep': step,
          ...(secret.old ? { 'secondFactor.sealed': seal(secret.plain, id, known) } : {}),
        },
      },
    )
    return modifiedCount === 1 ? { ok: true, by: 'app' } : wrong
  }

  async function spendRecoveryCode(
    id: string,
    typed: string,
  ): Promise<{ ok: true; by: 'recovery'; left: number } | Refused> {
    const hash = recoveryHash(typed)
    const after = await AccountModel.findOneAndUpdate(
      { _id: id, deactivatedAt: null, 'secondFactor.recovery': hash },
      {
        $pull: { 'secondFactor.recovery': hash },
        $push: { history: { $each: [{ at: clock.now(), kind: 'recovery_used' as const }], $slice: -100 } },
      },
      { returnDocument: 'after', projection: { secondFactor: 1 } },
    ).lean()
    return after ? { ok: true, by: 'recovery', left: after.secondFactor?.recovery.length ?? 0 } : wrong
  }

  return spendCode
}
