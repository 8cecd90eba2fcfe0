import type { FrontState } from './fronts.ts'

/**
 * Marks that show the state without colour, on a field of 12 from its upper left corner: the fuller, the less free. Every
 * step is relative.
 */
const marks: Record<FrontState, string> = {
  available: 'm1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0z', // a ring
  soon: 'm1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm5-3v3.5h3', // a clock
  held: 'm1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm5-5a5 5 0 0 0 0 10z', // half full
  let: 'm1 6a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm3 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0z', // full
  paused: 'm3 1v10m6-10v10', // two bars
}

export const markAt = (state: FrontState, x: number, y: number): string => `M${x} ${y}${marks[state]}`

/** Draws the wall pattern of a state with its mark, for the legend. */
export const stateSign = (state: FrontState): string =>
  `<svg class="elevation-sign" width="44" height="24" viewBox="0 0 44 24" fill="none" stroke="currentColor" aria-hidden="true"><g class="${state}"><path class="w" d="M1 1h42v22h-42z"/><path class="p" stroke="none" d="M13 3h18v18h-18z"/><path class="m" stroke-width="1.6" d="${markAt(state, 16, 6)}"/></g></svg>`

/** Fill patterns of the walls, drawn once a page. */
export const statePatterns =
  '<defs>' +
  '<pattern id="front-held" width="9" height="9" patternUnits="userSpaceOnUse"><path class="held-ground" d="M0 0h9v9H0z"/><path class="held-dots" d="M4.5 4.5v.1"/></pattern>' +
  '<pattern id="front-paused" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="paused-ground" d="M0 0h8v8H0z"/><path class="paused-lines" d="M0 0v8"/></pattern>' +
  '<pattern id="front-soon" width="10" height="10" patternUnits="userSpaceOnUse"><path class="soon-ground" d="M0 0h10v10H0z"/><path class="soon-lines" d="M2 0v10"/></pattern>' +
  '</defs>'
