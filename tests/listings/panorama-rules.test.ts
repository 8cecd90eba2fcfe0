import { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { canBePanorama, initialView, isPanorama, checkPanoramaSize } from '#features/premises/photos/panorama.ts'
import { readSphereMark } from '#features/listings/photos/panorama-mark.ts'
import { packets } from '../support/panorama.ts'

const sphere = { shown: false, file: new Types.ObjectId(), width: 4096, height: 2048, bytes: 1 }
const photo = (width: number, height: number) => ({ _id: new Types.ObjectId(), alt: {}, width, height, renditions: [] })

describe('a photo that may be a panorama', () => {
  it.each([
    [4096, 2048, 'yes'],
    [2000, 1000, 'yes'],
    [4040, 2000, 'yes'],
    [3960, 2000, 'yes'],
    [4042, 2000, 'proportions'],
    [3958, 2000, 'proportions'],
    [1998, 999, 'narrow'],
    [6000, 1500, 'proportions'],
    [1000, 2000, 'proportions'],
  ])('of %i × %i pixels is checked by its size: %s', (width, height, answer) => {
    const verdict = checkPanoramaSize({ width, height })
    expect(verdict.ok ? 'yes' : verdict.reason).toBe(answer)
  })

  it('is accepted if a manager marks it and its sphere is stored', () => {
    expect(canBePanorama({ ...photo(1920, 960), panorama: sphere })).toEqual({ ok: true })
    expect(canBePanorama(photo(1920, 960))).toEqual({ ok: false, reason: 'narrow' })
    expect(canBePanorama({ ...photo(1920, 1280), panorama: null })).toEqual({ ok: false, reason: 'proportions' })
    expect([{}, { panorama: null }, { panorama: sphere }].map(isPanorama)).toEqual([false, false, false])
    expect(isPanorama({ panorama: { ...sphere, shown: true } })).toBe(true)
  })

  it('opens at the focus of its photo', () => {
    expect(initialView({})).toEqual({ yaw: 0, pitch: 0 })
    expect(initialView({ focus: { x: 75, y: 25 } })).toEqual({ yaw: 90, pitch: 45 })
    expect(initialView({ focus: { x: 0, y: 100 } })).toEqual({ yaw: -180, pitch: -90 })
  })
})

describe('the panorama mark of a camera', () => {
  it('is read from attributes and elements, for a whole sphere and a part', () => {
    expect(readSphereMark(packets.whole)).toBe('whole')
    expect(readSphereMark(packets.elements)).toBe('whole')
    expect(readSphereMark(packets.part)).toBe('part')
    expect(readSphereMark(packets.ordinary)).toBe('none')
  })

  it('is absent in unreadable data', () => {
    for (const xmp of [
      null,
      '',
      'GPano:ProjectionType="equirectangular"',
      '<a',
      packets.whole.replace('panorama/', 'x/'),
    ])
      expect(readSphereMark(xmp), String(xmp)).toBe('none')
  })

  it('is not searched in a packet so long that it would delay pages', () => {
    const padded = (characters: number) => packets.whole.padEnd(characters, ' ')
    expect(readSphereMark(padded(256 * 1024))).toBe('whole')
    expect(readSphereMark(padded(256 * 1024 + 1))).toBe('none')
  })

  it.each([
    ['elements in one another', '<a>'.repeat(8_000)],
    ['what is no XML at all', '\0'.repeat(200_000)],
    ['comments in comments', `<!--${'-'.repeat(250_000)}`],
  ])('takes no time to search in a packet of %s', (_what, hostile) => {
    const before = process.cpuUsage()
    expect(readSphereMark(hostile)).toBe('none')
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500)
  })

  it('is read in spite of some errors of the camera', () => {
    expect(readSphereMark(packets.whole.replace('<rdf:RDF', '<q:a/>'.repeat(50) + '<rdf:RDF'))).toBe('whole')
  })
})
