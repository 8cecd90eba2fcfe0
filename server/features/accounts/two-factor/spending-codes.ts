import { randomInt } from 'node:crypto'
import mongoose from 'mongoose'
import { Secret, TOTP } from 'otpauth'
import { AccountModel } from '#models/accounts/account.ts'
import type { Clock } from '#outside/clock.ts'
import { consumeAttempt, clearAttempts } from '../limits.ts'
import { hashToken } from '../secrets.ts'
import { seal, unseal, type SealingSecrets } from './sealing.ts'

type Deps = { clock: Clock; secrets: SealingSecrets }

/**
 * `unreadable`: the secret was sealed under a key that the installation no longer has. After a right code the caller has to
 * call `forgetTries`, in parallel with its other work.
 */
export type SpendResult =
  | { ok: true; by: 'app'; forgetTries: () => Promise<unknown> }
  | { ok: true; by: 'recovery'; left: number; forgetTries: () => Promise<unknown> }
  | Refused
type Refused = { ok: false; reason: 'wrong' | 'too-many' | 'unreadable' }

/** Returns the sealed secret of the app; null where there is none. */
async function sealedSecretOf(id: string): Promise<string | null> {
  const account = await AccountModel.findOne({ _id: id, deactivatedAt: null }, { secondFactor: 1 }).lean()
  return account?.secondFactor?.sealed ?? null
}

const wrongCode = { ok: false, reason: 'wrong' } as const

/**
 * Uses up a code of the app or a recovery code: each can be used once, even by concurrent attempts. Attempts count before the check; successful ones do not count.
 */
export async function spendCode(deps: Deps, id: string, input: string): Promise<SpendResult> {
  const code = parseAppCode(input)
  const [sealed, ...allowed] = await Promise.all([
    code ? sealedSecretOf(id) : null,
    consumeAttempt('codes-account', id),
    consumeAttempt('codes-account-day', id),
  ])
  if (allowed.includes(false)) return { ok: false, reason: 'too-many' }
  const spent = await (code ? spendAppCode(deps, id, { code, sealed }) : spendRecoveryCode(deps, id, input))
  const forgetTries = () => Promise.all([clearAttempts('codes-account', id), clearAttempts('codes-account-day', id)])
  return spent.ok ? { ...spent, forgetTries } : spent
}

async function spendAppCode(
  { clock, secrets }: Deps,
  id: string,
  { code, sealed }: { code: string; sealed: string | null },
): Promise<{ ok: true; by: 'app' } | Refused> {
  if (sealed === null) return wrongCode
  const currentSecrets = await secrets()
  const secret = unseal(sealed, id, currentSecrets)
  if (!secret) return { ok: false, reason: 'unreadable' }
  const step = stepOf(secret.plain, code, clock.machineNow())
  if (step === null) return wrongCode
  // One atomic write: of two uses of a code, the second no longer finds an older step.
  const { modifiedCount } = await AccountModel.updateOne(
    { _id: id, 'secondFactor.sealed': sealed, 'secondFactor.lastStep': mongoose.trusted({ $lt: step }) },
    {
      $set: {
        'secondFactor.lastStep': step,
        ...(secret.old ? { 'secondFactor.sealed': seal(secret.plain, id, currentSecrets) } : {}),
      },
    },
  )
  return modifiedCount === 1 ? { ok: true, by: 'app' } : wrongCode
}

async function spendRecoveryCode(
  { clock }: Pick<Deps, 'clock'>,
  id: string,
  input: string,
): Promise<{ ok: true; by: 'recovery'; left: number } | Refused> {
  const hash = hashRecoveryCode(input)
  const after = await AccountModel.findOneAndUpdate(
    { _id: id, deactivatedAt: null, 'secondFactor.recovery': hash },
    {
      $pull: { 'secondFactor.recovery': hash },
      $push: { history: { $each: [{ at: clock.now(), kind: 'recovery_used' as const }], $slice: -100 } },
    },
    { returnDocument: 'after', projection: { secondFactor: 1 } },
  ).lean()
  return after ? { ok: true, by: 'recovery', left: after.secondFactor?.recovery.length ?? 0 } : wrongCode
}

const stepMs = 30_000
/** Settings that every authenticator app supports (RFC 6238): SHA-1, six digits, thirty seconds. */
const app = { issuer: 'Startup Street', algorithm: 'SHA1', digits: 6, period: stepMs / 1_000 } as const

/** Returns a new secret for an app, in Base32: 160 bits (RFC 4226, 4). */
export const createAppSecret = (): string => new Secret({ size: 20 }).base32

const totp = (secret: string, label = ''): TOTP => new TOTP({ ...app, label, secret: Secret.fromBase32(secret) })

/** Returns the content of the QR code for the app. */
export const appAddress = (secret: string, email: string): string => totp(secret, email).toString()

/**
 * Returns the time step of a code: now, the one before or the one after, for clocks that differ. Null for a wrong code. The
 * caller must store the step and accept no code of it or of an earlier one again (RFC 6238, 5.2).
 */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / stepMs) + delta
}

/** Returns six digits, however they were grouped; null for anything else. */
export function parseAppCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{6}$/.test(code) ? code : null
}

// Excludes letters and digits that look alike on paper.
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const codesAtOnce = 10
const codeLength = 16

/** Returns ten recovery codes for a lost phone: 79 bits each, so a plain hash is safe. They are shown once. */
export const createRecoveryCodes = (): string[] =>
  Array.from({ length: codesAtOnce }, () => {
    const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
    return (code.match(/.{4}/g) ?? []).join('-')
  })

/** Returns the stored hash of a code. Case, spaces and dashes do not matter. */
export const hashRecoveryCode = (typed: string): string =>
  hashToken(
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, ''),
  )
