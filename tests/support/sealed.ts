import { sealing, createSealing, useSealing } from '#outside/sealing/sealing.ts'

/** Key with which all test processes seal, so that processes on one database can read each other's data. */
export const testKey = 'a-key-for-tests-that-seals-invented-data'
export const oldKey = 'an-older-key-of-an-invented-installation'
export const newKey = 'a-newer-key-of-an-invented-installation'

/** Runs `act` with other keys, or with sealing off, and restores the earlier settings. */
export async function withSealing<T>(settings: Parameters<typeof createSealing>[0], act: () => Promise<T>): Promise<T> {
  const before = sealing()
  useSealing(createSealing(settings))
  try {
    return await act()
  } finally {
    useSealing(before)
  }
}
