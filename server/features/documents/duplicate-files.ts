import type { StoredDocument } from '#models/documents/document.ts'

type ComparedDocument = Pick<StoredDocument, 'kind' | 'sha256' | 'scan'>

/**
 * Returns those arrived files whose bytes already exist in a document of the same kind, or that arrived twice: after a lost
 * connection *Retry* often sends a file again. Infected documents have no bytes to compare.
 */
export function findDuplicates<T extends ComparedDocument>(
  arrived: readonly T[],
  present: readonly ComparedDocument[],
): T[] {
  const keyOf = ({ kind, sha256 }: ComparedDocument) => `${kind} ${sha256}`
  const existingKeys = new Set(present.filter(({ scan }) => scan?.state !== 'infected').map(keyOf))
  return arrived.filter(document => {
    const key = keyOf(document)
    if (existingKeys.has(key)) return true
    existingKeys.add(key)
    return false
  })
}
