import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Secrets of the installation, the newest first: the first seals, all of them open. */
export type SealingSecrets = () => Promise<readonly string[]>

const algorithm = 'aes-256-gcm'
const [ivBytes, tagBytes] = [12, 16]

/** A key of its own, so that what seals here is worth nothing where the secret is used for something else. */
const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'two-factor secrets', 32))

/** Encrypts a secret for one owner: put on somebody else's account it does not open (AES-256-GCM, ADR 36). */
export function seal(plain: string, owner: string, [secret]: readonly string[]): string {
  if (secret === undefined) throw new Error('There is no secret to seal with.')
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(algorithm, keyOf(secret), iv).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What was sealed, and whether under an older secret; null when none of the secrets opens it. */
export function unseal(
  sealed: string,
  owner: string,
  secrets: readonly string[],
): { plain: string; old: boolean } | null {
  for (const [index, secret] of secrets.entries()) {
    const plain = openWith(keyOf(secret), sealed, owner)
    if (plain !== null) return { plain, old: index > 0 }
  }
  return null
}

function openWith(key: Buffer, sealed: string, owner: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  const rest = ivBytes + tagBytes
  if (bytes.length < rest) return null
  const cipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(ivBytes, rest))
  try {
    return Buffer.concat([cipher.update(bytes.subarray(rest)), cipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
