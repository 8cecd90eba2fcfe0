import type { StoredDocument } from '#models/documents/document.ts'

/** `not-scanned`: no scanner is configured, so nobody has looked. `held`: being checked, readable by nobody yet. */
export type ScanState = 'not-scanned' | 'held' | 'clean' | 'infected'

/**
 * What a document counts as. Once a scanner is configured, nothing is readable before it was found clean, whenever it was
 * uploaded; without one, what was not found infected is readable and is said to be unscanned.
 */
export function scanStateOf({ scan }: Pick<StoredDocument, 'scan'>, scanning: boolean): ScanState {
  if (scan?.state === 'infected' || scan?.state === 'clean') return scan.state
  return scanning ? 'held' : 'not-scanned'
}

export const isReadable = (state: ScanState): boolean => state === 'clean' || state === 'not-scanned'

/** Milliseconds until a held document is tried again: 10 seconds after the first attempt, a quarter of an hour at most. */
export const waitAfter = (attempts: number): number => Math.min(5_000 * 2 ** attempts, 15 * 60_000)
