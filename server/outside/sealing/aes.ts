import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** NIST SP 800-38D: an initialisation vector of 96 bits, a tag of 128. */
const algorithm = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16

/** Bytes that `sealWith` adds. */
export const extraBytes = tagBytes

/** Derives a key for one purpose. What is sealed for it cannot be opened where the secret is used for something else. */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))

/** Encrypts with a random vector. The result opens only in the same context. */
export function sealBytes(key: Buffer, plain: Buffer, context: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Decrypts a result of `sealBytes`; null when this key does not open it in this context. */
export function openBytes(key: Buffer, sealed: Buffer, context: string): Buffer | null {
  const rest = ivBytes + tagBytes
  if (sealed.length < rest) return null
  const cipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(ivBytes, rest))
  try {
    return Buffer.concat([cipher.update(sealed.subarray(rest)), cipher.final()])
  } catch {
    return null
  }
}

/** Encrypts with the caller's vector, which must never be used twice with a key. The tag follows the data. */
export function sealWith(key: Buffer, iv: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv(algorithm, key, iv)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Decrypts a result of `sealWith`; null when it was changed, or made with another key or vector. */
export function openWith(key: Buffer, iv: Buffer, sealed: Buffer): Buffer | null {
  const end = sealed.length - tagBytes
  if (end < 0) return null
  const cipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAuthTag(sealed.subarray(end))
  try {
    return Buffer.concat([cipher.update(sealed.subarray(0, end)), cipher.final()])
  } catch {
    return null
  }
}
