/** The look of each status of a listing. */
export const toneOf = {
  draft: 'calm',
  available: 'available',
  held: 'held',
  let: 'let',
  paused: 'paused',
  archived: 'calm',
} as const
