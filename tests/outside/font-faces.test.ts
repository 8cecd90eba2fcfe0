import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFaces } from '#outside/pdf/fonts.ts'

describe('the fonts for PDF documents', () => {
  afterEach(() => vi.useRealTimers())

  it('stay open while in use, and are closed some time later', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const openedFace = createFaces()
    const first = await openedFace('sans')
    vi.advanceTimersByTime(10_000)
    expect(await openedFace('sans')).toBe(first)
    vi.advanceTimersByTime(10_000)
    expect(await openedFace('sans')).toBe(first)
    vi.advanceTimersByTime(20_000)
    expect(await openedFace('sans')).not.toBe(first)
  })

  it('are opened once for simultaneous requests', async () => {
    const openedFace = createFaces()
    const [one, other] = await Promise.all([openedFace('sans'), openedFace('sans')])
    expect(one).toBe(other)
  })

  it('are opened again after a failure', async () => {
    const inTime = await createFaces()('sans')
    const open = vi
      .fn<() => Promise<typeof inTime>>()
      .mockRejectedValueOnce(new Error('busy'))
      .mockResolvedValue(inTime)
    const openedFace = createFaces(open)
    await expect(openedFace('sans')).rejects.toThrow('busy')
    expect(await openedFace('sans')).toBe(inTime)
    expect(await openedFace('sans')).toBe(inTime)
    expect(open).toHaveBeenCalledTimes(2)
  })
})
