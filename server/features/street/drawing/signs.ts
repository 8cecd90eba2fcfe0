import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import { box, groundLineY, path, clamp, type Wall } from './canvas.ts'

/** Emblem of each use, drawn in a square of 12 from its upper left corner. Every step is relative. */
const emblems: Record<UseClass, string> = {
  retail: 'm1 4h10l1 8h-12zm3 0c0-5 4-5 4 0', // a bag
  catering: 'm1 3h8v5q0 4-4 4t-4-4zm8 1q3 0 3 2t-3 2', // a cup
  services: 'm2 1 8 10m0-10-8 10m-1 0a2 2 0 1 0 .1 0m10 0a2 2 0 1 0 .1 0', // scissors
  office: 'm0 4h12v8h-12zm4 0v-3h4v3m-8 4h12', // a briefcase
  showroom: 'm3 1h6l3 4-6 7-6-7zm-3 4h12', // a gem
  workshop: 'm6 1v2m0 6v2m-5-5h2m6 0h2m-5-3a3 3 0 1 0 .1 0', // a wheel
  warehouse: 'm0 5 6-4 6 4v7h-12zm3 7v-5h6v5', // a shed
  ecommerce: 'm0 3 6-3 6 3v7l-6 3-6-3zl6 3 6-3m-6 3v7', // a parcel
}

export const emblem = (use: UseClass, x: number, y: number): string => `M${x} ${y}${emblems[use]}`

/** Draws the board over the door: an emblem, and two strokes in place of a name. */
export function signBoard(wall: Wall, use: UseClass, below: number): string {
  const width = Math.round(clamp(wall.width * 0.62, 74, 150))
  const x = Math.round((wall.left + wall.right - width) / 2)
  const y = wall.top + below
  const long = Math.round(width * 0.42)
  const name = `M${x + 26} ${y + 10}h${long}`
  const rest = `M${x + 32 + long} ${y + 10}H${x + width - 8}`
  return path('b', box(x, y, width, 20)) + path('e', emblem(use, x + 7, y + 4)) + path('n', name) + path('n2', rest)
}

/** Draws a brass plate instead of a board. */
export function plate(wall: Wall, use: UseClass, below = 7): string {
  const y = wall.top + below
  const x = Math.round((wall.left + wall.right) / 2) - 26
  return path('b', box(x, y, 52, 18)) + path('e', emblem(use, x + 6, y + 3)) + path('n', `M${x + 24} ${y + 9}h20`)
}

/**
 * Width of the awning's stripes, the same as in the style sheet, which draws them as dashes and the scalloped hem as dots.
 */
const stripe = 15

export function awning(wall: Wall, y: number): string {
  const stripes = Math.round((wall.width + 6) / stripe / 2) * 2 + 1
  const from = Math.round((wall.left + wall.right - stripes * stripe) / 2)
  const cloth = `M${from} ${y + 6}h${stripes * stripe}`
  const hem = `M${from + stripe / 2} ${y + 12}h${(stripes - 1) * stripe}`
  return path('bh', hem) + path('ah', hem) + path('bc', cloth) + path('ac', cloth)
}

export const canopy = (from: number, to: number, y: number): string => path('cp', `M${from} ${y}H${to}`)

/** Draws something on the pavement: a menu board, a lamp, a small fir, boxes. Never in front of the sign. */
export function extras(use: UseClass, wall: Wall): string {
  const beside = wall.right + 14
  const things =
    use === 'warehouse' || use === 'ecommerce' ? [boxes, lamp, nothing] : [fir, lamp, bench, nothing, nothing]
  const thing = things[wall.choices.pick(things.length)] ?? nothing
  const board = use === 'catering' ? path('mb', `M${wall.left - 8} ${groundLineY + 8}l5-20h6l5 20z`) : ''
  return (beside < 296 ? thing(beside) : '') + board
}

const fir = (x: number): string =>
  path('ft', `M${x + 6} ${groundLineY}v6`) +
  path('f', `M${x - 6} ${groundLineY}l12-22 12 22zM${x - 3} ${groundLineY - 14}l9-18 9 18z`)

const lamp = (x: number): string =>
  path('lp', `M${x + 6} ${groundLineY + 4}v-74h9`) + path('ll', box(x + 11, groundLineY - 70, 8, 10))

const bench = (x: number): string =>
  path('lp', `M${x - 4} ${groundLineY - 8}h24m-20 0v10m16-10v10M${x - 4} ${groundLineY - 16}h24`)

const boxes = (x: number): string => path('bx', box(x, groundLineY - 14, 16, 16) + box(x + 3, groundLineY - 26, 11, 11))

const nothing = (): string => ''
