import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { tokenHash } from '../secrets.ts'

const stepMs = 30_000
/** What every authenticator app understands (RFC 6238): SHA-1, six digits, thirty seconds. */
const app = { issuer: 'Startup Street', algorithm: 'SHA1', digits: 6, period: stepMs / 1_000 } as const

/** A new secret for an app, in Base32: 160 bits (RFC 4226, 4). */
export const newAppSecret = (): string => new Secret({ size: 20 }).base32

const totp = (secret: string, label = ''): TOTP => new TOTP({ ...app, label, secret: Secret.fromBase32(secret) })

/** What the square picture says to the app. */
export const appAddress = (secret: string, email: string): string => totp(secret, email).toString()

/**
 * The step of time a code belongs to: now, the one before or the one after, for clocks that differ. Null for a wrong
 * code. Whoever accepts a code must remember its step and accept none of it or earlier again (RFC 6238, 5.2).
 */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / stepMs) + delta
}

/** Six digits, however people grouped them; null when it is something else. */
export function asAppCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{6}$/.test(code) ? code : null
}

// Without letters and digits that look alike on paper.
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const [codesAtOnce, codeLength] = [10, 16]

/** Ten codes for the day the phone is lost: 79 bits each, so that a plain hash keeps them. Shown once. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: codesAtOnce }, () => {
    const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
    return (code.match(/.{4}/g) ?? []).join('-')
  })

/** What is kept of a code, however it was typed in: case, spaces and dashes do not matter. */
export const recoveryHash = (typed: string): string =>
  tokenHash(
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, ''),
  )
