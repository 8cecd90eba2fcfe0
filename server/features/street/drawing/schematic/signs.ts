import { line } from './shapes.ts'

/** What the drawing has signs for, and what is only listed beside it, on fields of 24 × 24. */
const signs = {
  front: line('front', 'M1 12h22'),
  'front-part': line('front-part', 'M1 12h22'),
  entry: line('entry', 'M12 6l8 13h-16z'),
  'entry-shared': line('entry-shared', 'M12 6l8 13h-16z'),
  windows: line('pane', 'M2 9h20v6h-20zM2 12h20'),
  'step-free': line('leaf', 'M9 3.5v.1M9 7v7h6l3 5.5M9 10.5h5M7 11a5.2 5.2 0 1 0 7.5 6.5'),
  water: line('leaf', 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z'),
  drain: line('leaf', 'M3 5h18M5 5a7 7 0 0 0 14 0M12 12v9M8.5 17.5l3.5 3.5 3.5-3.5'),
  extraction: line('leaf', 'M9 14l-5 6h16l-5-6zM12 14V3M8 7l4-4 4 4'),
  gas: line('leaf', 'M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-3 2-4 2-7 2 1 3 2 3 4 1-2 1-5 1-8z'),
  power: line('leaf', 'M13 2L5 14h6l-1 8 9-13h-6z'),
  parking: line('leaf', 'M4 4h16v16h-16zM10 17V8h3a2.5 2.5 0 0 1 0 5h-3'),
} as const
export type Sign = keyof typeof signs

/** A sign beside the words that say the same, and so hidden from screen readers. */
export const signOf = (sign: Sign): string => `<svg viewBox="0 0 24 24" aria-hidden="true">${signs[sign]}</svg>`
