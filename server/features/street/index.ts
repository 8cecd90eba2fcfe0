import type { Slice } from '#server/slice.ts'

/**
 * Slice with the geometry of the street, its drawings, and the demonstration street of a new installation. It has no doors.
 */
export const streetSlice = (): Slice => ({ name: 'street' })
