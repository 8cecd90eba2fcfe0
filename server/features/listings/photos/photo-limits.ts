import { imageExtensions, type UploadQuota } from '#shared/files/file-rules.ts'
import { megabytes } from '#shared/site-settings.ts'

/** Maximum for one premises. */
export const maxPhotos = 30
export const photoExtensions = imageExtensions

/** Returns what can still be uploaded to a premises with this number of photos. */
export const photoRoom = (has: number): UploadQuota => ({
  files: Math.max(0, maxPhotos - has),
  bytes: megabytes(20) * maxPhotos,
})
