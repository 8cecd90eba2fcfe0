import { imageExtensions, type Room } from '#shared/files/file-rules.ts'
import { megabytes } from '#shared/site-settings.ts'

/** Of one premises. */
export const maxPhotos = 30
export const photoExtensions = imageExtensions

/** What may still be uploaded to a premises that has so many photos. */
export const photoRoom = (has: number): Room => ({
  files: Math.max(0, maxPhotos - has),
  bytes: megabytes(20) * maxPhotos,
})
