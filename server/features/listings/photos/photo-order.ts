import type { Types } from 'mongoose'

/** Requested place by photo id; 1 is the first. */
export type Places = Readonly<Record<string, number>>

/**
 * Returns the photos in the requested order. A photo given the place of another goes after it when moved towards the end,
 * and before it when moved towards the beginning, so one number is enough to move one photo. A photo without a request keeps
 * its place.
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
