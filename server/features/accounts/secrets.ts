import { createHash, createHmac, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { derivedKey } from '#outside/sealing/aes.ts'

/** OWASP's minimum for argon2id, which is the library's default (Password Storage Cheat Sheet): 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Normalises a password: devices may compose the same typed characters differently. */
const normalisePassword = (password: string): string => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(normalisePassword(password), cost)

let dummyHash: Promise<string> | undefined

/** Checks a password. Without a stored hash the refusal takes as long as for a wrong password. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  dummyHash ??= hashPassword(randomBytes(16).toString('hex'))
  const matches = await verify(stored ?? (await dummyHash), normalisePassword(password))
  return matches && Boolean(stored)
}

/** Returns a secret for a link: 256 bits that fit into a path. */
export const createToken = (): string => randomBytes(32).toString('base64url')

/**
 * Returns the secret for a link that is the same for the same `parts`. Nobody without the installation's secret can compute
 * it, whichever of the parts they know or choose, and it has 256 bits like a random one.
 */
export const derivedToken = (installationSecret: string, parts: readonly (string | number)[]): string =>
  createHmac('sha256', derivedKey(installationSecret, 'secrets of links'))
    .update(JSON.stringify(parts))
    .digest('base64url')

/** Returns the stored hash of a secret. Nobody can guess the secret, so a plain hash is enough. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Longer than the work behind any response about an address takes, in milliseconds. */
const floorMs = 350

/** The least time of a response about an address, in milliseconds. Only tests set it. */
export type ResponseTime = { leastMs?: number | undefined }

/** Waits for a minimum time whatever was done, so that the duration does not reveal whether an address is known. */
export async function inConstantTime<T>(work: () => Promise<T>, leastMs = floorMs): Promise<T> {
  const floor = new Promise<void>(resolve => setTimeout(resolve, leastMs))
  const [done] = await Promise.allSettled([work(), floor])
  if (done.status === 'rejected') throw done.reason
  return done.value
}
