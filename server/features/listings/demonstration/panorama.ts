import { trusted } from 'mongoose'
import { sharp } from '#outside/files/sharp.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { createEventPush } from '#features/premises/listing/recording.ts'
import { filesOf } from '#features/premises/photos/photo-files.ts'
import { tryChangePhotos } from '../photos/photo-record.ts'
import type { PhotosService } from '../photos/photos-service.ts'

/** A shop of the demonstration street as large as the drawn room. */
const code = 'SFH-B-0302'
const alt = {
  ru: 'Пустой магазин с двумя витринами; нарисован для примера',
  en: 'An empty shop with two shop windows; drawn as an example',
  zh: '空店铺，有两扇橱窗；仅为演示绘制',
}

/**
 * Adds the panorama to one premises of the demonstration street. Does nothing when it does not exist, or has or had photos;
 * safe to repeat. Returns whether it was added.
 */
export async function seedPanorama(photos: Pick<PhotosService, 'make' | 'store'>): Promise<boolean> {
  const untouched = { code, demo: true, photos: trusted({ $size: 0 }), 'events.kind': trusted({ $ne: 'photos-added' }) }
  const found = await PremisesModel.findOne(untouched, { updatedAt: 1 }).lean<Pick<Premises, 'updatedAt'>>()
  if (!found) return false
  const photo = await photos.make(await drawEmptyRoom())
  const event = createEventPush({ at: found.updatedAt, kind: 'photos-added', by: null })
  const added = await tryChangePhotos(untouched, { $push: { photos: { ...photo, alt }, ...event } })
  if (added) await photos.store.settle(filesOf(photo))
  else for (const file of filesOf(photo)) await photos.store.remove(file)
  return added
}

type Point = readonly [x: number, y: number, z: number]
type Colour = readonly [red: number, green: number, blue: number]

/**
 * An invented empty shop in metres (x along the street wall, y away from the street, z up), and where the viewer stands in
 * it.
 */
const room = { width: 7.6, depth: 8.4, height: 4 }
const eye: Point = [3.7, 3.6, 1.6]
/** Size in pixels, just above the minimum width of a panorama. */
const size = { width: 2_048, height: 1_024 }

const plaster: Colour = [233, 228, 217]
const ceiling: Colour = [246, 245, 241]
const boards: readonly Colour[] = [
  [176, 139, 99],
  [168, 131, 92],
  [183, 147, 107],
]
const frame: Colour = [74, 84, 94]
const sky: Colour = [205, 222, 234]
const pavement: Colour = [190, 190, 187]
const opposite: readonly Colour[] = [
  [214, 187, 150],
  [189, 205, 196],
  [216, 202, 170],
]
const door: Colour = [15, 95, 87]
const inner: Colour = [158, 120, 84]
const light: Colour = [255, 252, 238]
const dark: Colour = [120, 112, 100]

/** XMP packet that marks a file as a panorama. */
const mark =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" GPano:ProjectionType="equirectangular"/></rdf:RDF></x:xmpmeta>'

/** Draws the room as a 360° panorama: an equirectangular WebP of some 80 KB that is marked as one. */
async function drawEmptyRoom(): Promise<Buffer> {
  const { width, height } = size
  const pixels = new Uint8Array(width * height * 3)
  const at = (column: number, row: number) => (row * width + column) * 3
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      pixels.set(colourTowards(directionOf(column + 0.5, row + 0.5)), at(column, row))
  const smooth = Buffer.from(pixels)
  for (let row = 1; row < height; row += 1)
    for (let column = 1; column < width; column += 1) {
      const here = at(column, row)
      const left = at(column - 1, row)
      const over = at(column, row - 1)
      if (differ(pixels, here, left) || differ(pixels, here, over)) smooth.set(averageColour(column, row), here)
    }
  return sharp(smooth, { raw: { width, height, channels: 3 } })
    .withXmp(mark)
    .webp({ quality: 86 })
    .toBuffer()
}

/** Turns the view to the corner beside the windows, which is seen first. */
const startAngle = 0.6

function directionOf(x: number, y: number): Point {
  const up = (0.5 - y / size.height) * Math.PI
  const turn = (x / size.width - 0.5) * 2 * Math.PI + startAngle
  const level = Math.cos(up)
  return [Math.sin(turn) * level, -Math.cos(turn) * level, Math.sin(up)]
}

/** Checks for an edge between colours; such pixels are a mixture of both. */
function differ(pixels: Uint8Array, one: number, other: number): boolean {
  for (let part = 0; part < 3; part += 1)
    if (Math.abs((pixels[one + part] ?? 0) - (pixels[other + part] ?? 0)) > 6) return true
  return false
}

const quarters = [0.125, 0.375, 0.625, 0.875]

function averageColour(column: number, row: number): Colour {
  let red = 0
  let green = 0
  let blue = 0
  for (const x of quarters)
    for (const y of quarters) {
      const colour = colourTowards(directionOf(column + x, row + y))
      red += colour[0]
      green += colour[1]
      blue += colour[2]
    }
  const count = quarters.length ** 2
  return [red / count, green / count, blue / count]
}

/**
 * Returns the colour in a direction, on the first of the six sides that the ray hits. It is asked millions of times, so it
 * makes no lists.
 */
function colourTowards([dx, dy, dz]: Point): Colour {
  const acrossAway = (dx >= 0 ? room.width - eye[0] : -eye[0]) / dx
  const alongAway = (dy >= 0 ? room.depth - eye[1] : -eye[1]) / dy
  const upAway = (dz >= 0 ? room.height - eye[2] : -eye[2]) / dz
  const distance = Math.min(acrossAway, alongAway, upAway)
  const x = eye[0] + distance * dx
  const y = eye[1] + distance * dy
  const z = eye[2] + distance * dz
  if (distance === acrossAway) return shade(dx > 0 ? rightWall(y, z) : left(y, z), y, z)
  if (distance === alongAway) return dy > 0 ? shade(back(x, z), y, z) : street(x, z)
  return dz > 0 ? above(x, y) : below(x, y)
}

const within = (value: number, from: number, to: number): boolean => value >= from && value < to
const inRect = (u: number, v: number, [from, to, low, high]: readonly [number, number, number, number]): boolean =>
  within(u, from, to) && within(v, low, high)

/** Draws two shop windows with the entrance between them, and buildings across the street. */
function street(x: number, z: number): Colour {
  if (inRect(x, z, [3.3, 4.3, 0, 2.5])) return entrance(x, z)
  for (const from of [0.5, 4.6]) {
    if (!inRect(x, z, [from, from + 2.5, 0.5, 3])) continue
    const edge = Math.min(x - from, from + 2.5 - x, z - 0.5, 3 - z, Math.abs(x - from - 1.25), Math.abs(z - 2.3) + 0.02)
    return edge < 0.05 ? frame : outside(x, z)
  }
  return skirted(plaster, z)
}

function entrance(x: number, z: number): Colour {
  if (inRect(x, z, [3.5, 4.1, 0.9, 2.3])) return outside(x, z)
  return inRect(x, z, [4.16, 4.22, 1, 1.25]) ? light : door
}

function outside(x: number, z: number): Colour {
  const far = eye[0] + (x - eye[0]) * 5
  const high = eye[2] + (z - eye[2]) * 5
  if (high < -0.2) return pavement
  const building = Math.floor((far + 30) / 7)
  if (high > 6 + (building % 3)) return sky
  const across = (far + 30) % 7
  const floor = (high + 0.2) % 3
  const pane = floor > 0.9 && floor < 2.2 && across % 2.3 > 0.7 && across % 2.3 < 1.8
  return pane ? frame : (opposite[building % opposite.length] ?? sky)
}

/** Draws a door to the back room, and the meters beside it. */
function back(x: number, z: number): Colour {
  if (inRect(x, z, [1, 2, 0, 2.1])) return inRect(x, z, [1.1, 1.9, 0.1, 2]) ? inner : dark
  if (inRect(x, z, [2.5, 3, 1.2, 1.9])) return frame
  return skirted(plaster, z)
}

/** Draws a basin on tiles. */
function left(y: number, z: number): Colour {
  if (inRect(y, z, [4.8, 6.4, 0, 1.7])) {
    if (inRect(y, z, [5.3, 5.9, 0.7, 0.9])) return frame
    return y % 0.2 < 0.012 || z % 0.2 < 0.012 ? [196, 204, 206] : [228, 236, 238]
  }
  return skirted(plaster, z)
}

/** Draws two radiators. */
function rightWall(y: number, z: number): Colour {
  const radiator = [1.2, 4].some(from => inRect(y, z, [from, from + 1.4, 0.15, 0.75]))
  if (radiator) return y % 0.1 < 0.03 ? [206, 208, 207] : [247, 248, 247]
  return skirted([222, 226, 220], z)
}

const skirted = (wall: Colour, z: number): Colour => (z < 0.1 ? dark : wall)

/** Draws lamps in two rows. */
function above(x: number, y: number): Colour {
  const lamp =
    [1.6, 5.1].some(from => within(x, from, from + 0.9)) && [1.8, 5.4].some(from => within(y, from, from + 0.25))
  return lamp ? light : shade(ceiling, y, 3)
}

function below(x: number, y: number): Colour {
  const board = Math.floor(y / 0.18)
  const along = (x + (board % 3) * 0.7) % 2.1
  if (y % 0.18 < 0.008 || along < 0.012) return dark
  return shade(boards[(board * 7 + Math.floor((x + (board % 3) * 0.7) / 2.1)) % boards.length] ?? dark, y, 2)
}

/** Darkens a colour with the distance from the windows, and a little near the ceiling and the floor. */
function shade(colour: Colour, y: number, z: number): Colour {
  const day = 1 - 0.16 * (y / room.depth) - 0.05 * Math.abs(z / room.height - 0.5)
  return [colour[0] * day, colour[1] * day, colour[2] * day]
}
