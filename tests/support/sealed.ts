import { sealing, sealingWith, useSealing } from '#outside/sealing/sealing.ts'

/** With which all processes of the tests seal, so that those on one database read one another. */
export const testKey = 'a-key-for-tests-that-seals-invented-data'
export const [oldKey, newKey] = ['an-older-key-of-an-invented-installation', 'a-newer-key-of-an-invented-installation']

/** Does something with other keys, or with sealing off, and puts back what was used before. */
export async function withSealing<T>(settings: Parameters<typeof sealingWith>[0], act: () => Promise<T>): Promise<T> {
  const before = sealing()
  useSealing(sealingWith(settings))
  try {
    return await act()
  } finally {
    useSealing(before)
  }
}
