import type { StoredDocument } from '#models/documents/document.ts'

type Bytes = Pick<StoredDocument, 'kind' | 'sha256' | 'scan'>

/**
 * Of those that have arrived, whose very bytes are among these in a document of the same kind, or have arrived twice: after a
 * cut connection *Retry* often sends what is there already. An infected one has no bytes any more.
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
