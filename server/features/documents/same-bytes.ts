import type { StoredDocument } from '#models/documents/document.ts'

type Bytes = Pick<StoredDocument, 'kind' | 'sha256' | 'scan'>

/**
 * Returns those arrived files whose bytes already exist in a document of the same kind, or that arrived twice: after a lost
 * connection *Retry* often sends a file again. Infected documents have no bytes to compare.
 */
export function sentTwice<T extends Bytes>(arrived: readonly T[], present: readonly Bytes[]): T[] {
  const keyOf = ({ kind, sha256 }: Bytes) => `${kind} ${sha256}`
  const known = new Set(present.filter(({ scan }) => scan?.state !== 'infected').map(keyOf))
  return arrived.filter(document => {
    const key = keyOf(document)
    if (known.has(key)) return true
    known.add(key)
    return false
  })
}
