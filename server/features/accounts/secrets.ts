import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's floor for argon2id, which is the library's default (Password Storage Cheat Sheet): 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** The same word typed on two devices may be composed differently; both are one password. */
const asTypedAnywhere = (password: string): string => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(asTypedAnywhere(password), cost)

let dummyHash: Promise<string> | undefined

/** Somebody without a password, or nobody at all, takes as long to refuse as somebody with the wrong one. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  dummyHash ??= hashPassword(randomBytes(16).toString('hex'))
  const matches = await verify(stored ?? (await dummyHash), asTypedAnywhere(password))
  return matches && Boolean(stored)
}

/** A secret for a link: 256 bits that fit into a path. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of it. The secret is random and long, so a plain hash is enough. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

const floorMs = 350

/** Answers after the same time whatever was done, so that the time does not tell whether an address is known. */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
  const floor = new Promise<void>(resolve => setTimeout(resolve, floorMs))
  const [done] = await Promise.allSettled([work(), floor])
  if (done.status === 'rejected') throw done.reason
  return done.value
}
