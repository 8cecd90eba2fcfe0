import { derivedKey, openBytes, sealBytes } from '#outside/sealing/aes.ts'

/** Secrets of the installation, the newest first. The first one seals; all of them can open. */
export type SealingSecrets = () => Promise<readonly string[]>

const keyOf = (secret: string): Buffer => derivedKey(secret, 'two-factor secrets')

/** Encrypts a secret for one owner; it cannot be opened for another account (AES-256-GCM, ADR 36). */
export function seal(plain: string, owner: string, [secret]: readonly string[]): string {
  if (secret === undefined) throw new Error('There is no secret to seal with.')
  return sealBytes(keyOf(secret), Buffer.from(plain), owner).toString('base64url')
}

/** Returns the plain secret, and whether an older installation secret sealed it; null when none of them opens it. */
export function unseal(
  sealed: string,
  owner: string,
  secrets: readonly string[],
): { plain: string; old: boolean } | null {
  const bytes = Buffer.from(sealed, 'base64url')
  for (const [index, secret] of secrets.entries()) {
    const plain = openBytes(keyOf(secret), bytes, owner)
    if (plain !== null) return { plain: plain.toString('utf8'), old: index > 0 }
  }
  return null
}
