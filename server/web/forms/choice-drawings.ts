import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'

/**
 * Our own drawings for choices with pictures, on 48 × 48 grids: lines in the text colour around a pale tone of the same
 * colour, so that a drawing needs no colours of its own in light and dark mode or with forced colours.
 */
const drawings = {
  // Uses of the premises.
  bag: [tone('M12 17h24l2.5 25h-29z'), line('M17.5 22v-7a6.5 6.5 0 0 1 13 0v7M15 30.5h18')],
  cup: [
    tone('M9 20h25v10a10 10 0 0 1-10 10h-5a10 10 0 0 1-10-10z'),
    line('M34 23h3a5 5 0 0 1 0 10h-3.5M6 43h31M16.5 6c-3 3.5 3 5 0 8.5M26.5 6c-3 3.5 3 5 0 8.5'),
  ],
  scissors: [
    tone('M20 35.5a6 6 0 1 1-12 0a6 6 0 1 1 12 0zM40 35.5a6 6 0 1 1-12 0a6 6 0 1 1 12 0z'),
    line('M17.5 30.8 33 6M30.5 30.8 15 6M24 25v.1'),
  ],
  desk: [
    tone('M15 8h18a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H15a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2zM28 31h11v8H28z'),
    line('M24 24v7M5 31h38M9 31v11M39 31v11M32 35h3'),
  ],
  shopWindow: [
    tone('M9 7h30l4 9H5z'),
    line('M19 7l-2 9M29 7l2 9M5 16c0 5 8.5 5 9.5 0 1 5 8.5 5 9.5 0 1 5 8.5 5 9.5 0 1 5 9.5 5 9.5 0M8 21v21h32V21'),
    tone('M19 34h10v8H19z'),
    line('M24 24l1.5 3.1 3.4.5-2.5 2.4.6 3.4-3-1.6-3 1.6.6-3.4-2.5-2.4 3.4-.5z'),
  ],
  gear: [
    tone(
      'M38.1 20.6 42.8 21.2 42.8 26.8 38.1 27.4 36.4 31.5 39.3 35.3 35.3 39.3 31.5 36.4 27.4 38.1 26.8 42.8 21.2 42.8 20.6 38.1 16.5 36.4 12.7 39.3 8.7 35.3 11.6 31.5 9.9 27.4 5.2 26.8 5.2 21.2 9.9 20.6 11.6 16.5 8.7 12.7 12.7 8.7 16.5 11.6 20.6 9.9 21.2 5.2 26.8 5.2 27.4 9.9 31.5 11.6 35.3 8.7 39.3 12.7 36.4 16.5z',
    ),
    line('M30.5 24a6.5 6.5 0 1 1-13 0a6.5 6.5 0 1 1 13 0z'),
  ],
  crates: [
    tone('M15 7h18v16H15zM5 26h18v16H5zM25 26h18v16H25z'),
    line('M15 12h18M15 18h18M5 31h18M5 37h18M25 31h18M25 37h18'),
  ],
  phoneAndParcel: [
    tone('M7 5h9a3 3 0 0 1 3 3v32a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3z'),
    line('M10 10.5h3M24.5 13.5h17M36 8l5.5 5.5-5.5 5.5'),
    tone('M24 25h20v18H24z'),
    line('M31 25v7l3-2 3 2v-7'),
  ],
  question: [
    tone('M42 24a18 18 0 1 1-36 0a18 18 0 1 1 36 0z'),
    line('M18.5 19.5a5.5 5.5 0 1 1 8.3 4.7c-2 1.2-2.8 2.4-2.8 4.8M24 34.5v.1'),
  ],
  // Kinds of tenant.
  person: [tone('M31.5 14a7.5 7.5 0 1 1-15 0a7.5 7.5 0 1 1 15 0zM8 42c0-9 6.5-14.5 16-14.5S40 33 40 42z')],
  houseWithFlag: [
    tone('M7 20h26v22H7z'),
    line('M12.5 26h4M12.5 32h4M23.5 26h4M23.5 32h4M17 42v-5h6v5M26 20V4h17v12H26M26 8h17M26 12h17'),
  ],
  hall: [
    tone('M4 19c6-1 10-4 12-8h16c2 4 6 7 12 8-2 2.5-4 3-7 3H11c-3 0-5-.5-7-3z'),
    line('M20 11V7h8v4M10 22v20M38 22v20M17 22v20M31 22v20M5 42h38M21 42V31h6v11'),
  ],
  hallToBe: [
    line(
      'M4 19c6-1 10-4 12-8h16c2 4 6 7 12 8-2 2.5-4 3-7 3H11c-3 0-5-.5-7-3zM20 11V7h8v4M10 22v20M5 42h16',
      'stroke-dasharray="3 4"',
    ),
    tone('M45 34a10 10 0 1 1-20 0a10 10 0 1 1 20 0z'),
    line('M35 29v10M30 34h10'),
  ],
  globe: [
    tone('M42 24a18 18 0 1 1-36 0a18 18 0 1 1 36 0z'),
    line('M24 6c-6 5-8 11-8 18s2 13 8 18c6-5 8-11 8-18s-2-13-8-18zM6 24h36M9 15h30M9 33h30'),
  ],
  // Needs and effects of a business.
  tap: [
    tone('M5 16h22a10 10 0 0 1 10 10v2h-9v-1a2 2 0 0 0-2-2H5z'),
    line('M17 16V9M10.5 9h13'),
    tone('M32.5 32.5c3 4 4.5 5.9 4.5 7.5a4.5 4.5 0 0 1-9 0c0-1.6 1.5-3.5 4.5-7.5z'),
  ],
  hood: [tone('M19 5h10v10l13 9v5H6v-5l13-9z'), line('M14 35c-3 3 3 5 0 8M24 35c-3 3 3 5 0 8M34 35c-3 3 3 5 0 8')],
  bowl: [
    tone('M5 23h38c0 9-5 15-12 17v3H17v-3C10 38 5 32 5 23z'),
    line('M16 6c-3 3.5 3 5.5 0 9M25 6c-3 3.5 3 5.5 0 9M34 6c-3 3.5 3 5.5 0 9'),
  ],
  bottle: [
    tone('M8 43V24c0-4 5-5 5-10V5h6v9c0 5 5 6 5 10v19z'),
    line('M8 29h16M8 36h16M36 34v9M31 43h10'),
    tone('M30 20h12c0 8-1 13-6 14-5-1-6-6-6-14z'),
  ],
  flame: [
    tone('M25 4c0 9 13 13 13 25a14 14 0 0 1-28 0c0-6 4-9 6-13 0 5 2 8 5 8 3-6-1-11 4-20z'),
    line('M24 43c-4 0-6-3-6-6 0-4 4-5 6-9 2 4 6 5 6 9 0 3-2 6-6 6z'),
  ],
} satisfies Record<string, readonly string[]>
export type ChoiceDrawing = keyof typeof drawings

/** Drawing for each use class, used by the finder and the application form. */
export const drawingOfUse: Readonly<Record<UseClass, ChoiceDrawing>> = {
  retail: 'bag',
  catering: 'cup',
  services: 'scissors',
  office: 'desk',
  showroom: 'shopWindow',
  workshop: 'gear',
  warehouse: 'crates',
  ecommerce: 'phoneAndParcel',
}

/** One card of a choice: the value its input posts, its texts, and its drawing. */
export type PicturedOption = {
  /** Element id, for links from complaints. */
  id?: string
  value: string
  label: string
  hint?: string
  checked: boolean
  drawing: string
}

/**
 * Returns a drawing as inline SVG. Crossed out, it shows that something is missing. It repeats the text beside it, so it is
 * hidden from screen readers.
 */
export function choiceDrawing(name: ChoiceDrawing, { crossedOut = false } = {}): string {
  const across = 'M6 43 42 5'
  // The gap, in the colour of the card, separates the stroke from the lines it crosses.
  const stroke = crossedOut ? `<path class="choice-card__gap" d="${across}"/>${line(across)}` : ''
  return `<svg class="choice-card__drawing" viewBox="0 0 48 48" aria-hidden="true" focusable="false">${drawings[name].join('')}${stroke}</svg>`
}

function tone(path: string): string {
  return `<path class="choice-card__tone" d="${path}"/>`
}

function line(path: string, more = ''): string {
  return `<path${more && ` ${more}`} d="${path}"/>`
}
