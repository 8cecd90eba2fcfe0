import { Router } from 'express'
import { z } from 'zod'
import { notFound } from '#shared/errors.ts'
import { anyone } from '#web/access/access.ts'
import { sendShortLived, sendImmutable } from '#web/files/downloads.ts'
import { readPath, id } from '#web/forms/forms.ts'
import { cardSizes, photoFormats, photoSizes } from '#models/premises/parts/premises-vocabulary.ts'
import type { PhotosService } from '../photos/photos-service.ts'

const cardSize = z.templateLiteral(['card-', z.int(), '-', z.int(), '-', z.enum(cardSizes)])

const mediaPath = z.object({
  photoId: id,
  size: z.union([z.enum(photoSizes), cardSize]),
  format: z.enum(photoFormats),
})

const panoramaPath = z.object({ photoId: id })

/**
 * Routes of the photos of premises, outside the languages. A rendition never changes under its URL, so it can be cached for
 * ever; whether a sphere is served can change at any time.
 */
export function mediaRoutes({ photos }: { photos: PhotosService }): Router {
  const router = Router({ caseSensitive: true })

  router.get('/media/:photoId/panorama.webp', anyone, async (req, res) => {
    const found = await photos.openPanorama(readPath(panoramaPath, req.params).photoId)
    if (!found) throw notFound()
    await sendShortLived(res, { mediaType: 'image/webp', size: found.size }, found.bytes)
  })

  router.get('/media/:photoId/:size.:format', anyone, async (req, res) => {
    const { photoId, size, format } = readPath(mediaPath, req.params)
    const found = await photos.open(photoId, size, format)
    if (!found) throw notFound()
    await sendImmutable(res, { mediaType: `image/${format}`, size: found.size }, found.bytes)
  })

  return router
}
