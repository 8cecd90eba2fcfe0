import type { Types } from 'mongoose'

/** By a photo's id, the place that was asked for it: 1 is the first. */
export type Places = Readonly<Record<string, number>>

/**
 * Photos in the order that was asked for. Whoever is given the place of another goes before it on the way forward and after
 * it on the way back, so that one number is enough to move one photo; a photo of which nothing is said keeps its place.
 */
export function movedTo<T extends { _id: Types.ObjectId }>(photos: readonly T[], places: Places): T[] {
  return photos
    .map((photo, index) => {
      const asked = places[photo._id.toHexString()] ?? index + 1
      return { photo, asked, side: Math.sign(asked - index - 1) }
    })
    .toSorted((one, other) => one.asked - other.asked || one.side - other.side)
    .map(({ photo }) => photo)
}
