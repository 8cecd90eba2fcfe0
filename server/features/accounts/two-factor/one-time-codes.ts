import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { tokenHash } from '../secrets.ts'

const stepMs = 30_000
/** Settings that every authenticator app supports (RFC 6238): SHA-1, six digits, thirty seconds. */
const app = { issuer: 'Startup Street', algorithm: 'SHA1', digits: 6, period: stepMs / 1_000 } as const

/** Returns a new secret for an app, in Base32: 160 bits (RFC 4226, 4). */
export const newAppSecret = (): string => new Secret({ size: 20 }).base32

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
export function asAppCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
  return /^\d{6}$/.test(code) ? code : null
}

// Excludes letters and digits that look alike on paper.
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const [codesAtOnce, codeLength] = [10, 16]

/** Returns ten recovery codes for a lost phone: 79 bits each, so a plain hash is safe. They are shown once. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: codesAtOnce }, () => {
    const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
    return (code.match(/.{4}/g) ?? []).join('-')
  })

/** Returns the stored hash of a code. Case, spaces and dashes do not matter. */
export const recoveryHash = (typed: string): string =>
  tokenHash(
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, ''),
  )
