import type { Slice } from '#server/slice.ts'

/** Where things stand along the street, how it is drawn, and the street that a new installation shows. It has no doors. */
export const streetSlice = (): Slice => ({ name: 'street' })
