import { readFileSync } from 'node:fs'
import { Types } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { cropAround, focusClass } from '#features/premises/photos/photo-focus.ts'
import { moveToPlaces } from '#features/listings/photos/photo-acts.ts'

describe('the focus of a photo', () => {
  it('has a CSS class for each five percent, and none for the middle', () => {
    const sheet = readFileSync('public/css/premises/photo-focus.css', 'utf8').replaceAll(/\n\s*/g, '\n')
    for (let percent = 0; percent <= 100; percent += 1) {
      const named = focusClass({ x: percent, y: 0 })
      expect(named).toBe(`fx${Math.round(percent / 5)} fy0`)
      const share = Math.round(percent / 5) * 5
      expect(sheet).toContain(`.fx${share / 5} {\n--focus-x: ${share === 0 ? '0' : `${share}%`};`)
      expect(sheet).toContain(`.fy${share / 5} {\n--focus-y: ${share === 0 ? '0' : `${share}%`};`)
    }
    for (const focus of [null, undefined, { x: 50, y: 50 }, { x: 51, y: 49 }]) expect(focusClass(focus)).toBe('')
  })

  it.each([
    [
      { x: 50, y: 50 },
      { left: 0, top: 100, width: 600, height: 200 },
    ],
    [
      { x: 0, y: 0 },
      { left: 0, top: 0, width: 600, height: 200 },
    ],
    [
      { x: 100, y: 100 },
      { left: 0, top: 200, width: 600, height: 200 },
    ],
    [null, { left: 0, top: 100, width: 600, height: 200 }],
  ])('is the centre of the crop: %o', (focus, part) => {
    expect(cropAround({ width: 600, height: 400 }, { width: 1200, height: 400 }, focus)).toEqual(part)
  })

  it('stays within the picture in any proportions', () => {
    for (const width of [1, 7, 480, 1921]) {
      for (const height of [1, 13, 640]) {
        const { left, top, ...part } = cropAround({ width, height }, { width: 1200, height: 390 }, { x: 100, y: 100 })
        expect([left + part.width, top + part.height]).toEqual([width, height])
      }
    }
  })
})

describe('the order of photos', () => {
  const photos = ['a', 'b', 'c', 'd'].map(name => ({ name, _id: new Types.ObjectId() }))
  const order = (asked: Record<string, number>) =>
    moveToPlaces(
      photos,
      Object.fromEntries(photos.map(({ name, _id }, at) => [_id.toHexString(), asked[name] ?? at + 1])),
    )
      .map(({ name }) => name)
      .join('')

  it.each([
    [{}, 'abcd'],
    [{ c: 1 }, 'cabd'],
    [{ a: 3 }, 'bcad'],
    [{ a: 4, d: 1 }, 'dbca'],
    [{ b: 99 }, 'acdb'],
    [{ a: 2, b: 1 }, 'bacd'],
  ])('follows the requested places: %o', (asked, expected) => {
    expect(order(asked)).toBe(expected)
  })
})
