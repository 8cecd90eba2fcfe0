import { imageExtensions, type UploadQuota } from '#shared/files/file-rules.ts'
import { megabytes } from '#shared/site-settings.ts'

/** Maximum for one premises. */
export const maxPhotos = 30
export const photoExtensions = imageExtensions

/**
 * What one request may upload. How many photos the premises has already is checked once they are received: those among them
 * that it has need no room.
 */
export const uploadRoom: UploadQuota = { files: maxPhotos, bytes: megabytes(20) * maxPhotos }
