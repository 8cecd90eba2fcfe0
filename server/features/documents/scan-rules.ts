import type { StoredDocument } from '#models/documents/document.ts'

/**
 * `not-scanned`: no scanner is configured, so the file was not checked. `held`: waiting for the check, readable by nobody.
 */
export type ScanState = 'not-scanned' | 'held' | 'clean' | 'infected'

/**
 * Returns the state of a document. With a scanner configured nothing is readable until it was found clean, whenever it was
 * uploaded; without one, everything not known to be infected is readable and marked as not scanned.
 */
export function scanStateOf({ scan }: Pick<StoredDocument, 'scan'>, scanning: boolean): ScanState {
  if (scan?.state === 'infected' || scan?.state === 'clean') return scan.state
  return scanning ? 'held' : 'not-scanned'
}

export const isReadable = (state: ScanState): boolean => state === 'clean' || state === 'not-scanned'

/** Milliseconds until a held document is tried again: 10 seconds after the first attempt, at most a quarter of an hour. */
export const waitAfter = (attempts: number): number => Math.min(5_000 * 2 ** attempts, 15 * 60_000)
