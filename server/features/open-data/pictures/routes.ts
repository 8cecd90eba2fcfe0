import { buffer } from 'node:stream/consumers'
import { Router, type Response } from 'express'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { locales } from '#shared/texts/i18n.ts'
import { anyone } from '#web/access/access.ts'
import { readPath } from '#web/forms/forms.ts'
import type { PublicPremises } from '#features/catalogue/service.ts'
import { drawGeneral, drawPremises, generalPictures, type GeneralPicture } from './drawing.ts'

const premisesPath = z.object({ code: z.string().max(20), locale: z.enum(locales) })
const generalPath = z.object({
  kind: z.enum(Object.keys(generalPictures) as [GeneralPicture, ...GeneralPicture[]]),
  locale: z.enum(locales),
})

const maxCachedBytes = 16 * 1024 * 1024
/**
 * Pictures are drawn one at a time, each in a tenth of a second; when more than this are waiting, further requests are told
 * to retry later.
 */
const maxWaiting = 30

/**
 * Preview pictures of shared links. Drawn pictures are cached, and an address that contains the revision of the premises may
 * be cached for ever.
 */
export function pictureRoutes({ catalogue, listings }: Pick<Services, 'catalogue' | 'listings'>): Router {
  const router = Router({ caseSensitive: true })
  const drawn = new LRUCache<string, Promise<Buffer>>({ max: 2_000 })
  const sizes = new LRUCache<string, number>({
    maxSize: maxCachedBytes,
    sizeCalculation: size => Math.max(1, size),
    dispose: (_size, key) => drawn.delete(key),
  })
  const oneAtATime = pLimit(1)
  let waiting = 0

  /** Draws each picture once, however many requests wait for it. */
  function drawOnce(key: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    const cached = drawn.get(key)
    if (cached) return cached
    if (waiting >= maxWaiting) throw new AppError('unavailable', 'error.unavailable')
    waiting += 1
    const drawing = oneAtATime(draw).finally(() => (waiting -= 1))
    drawn.set(key, drawing)
    drawing.then(
      bytes => sizes.set(key, bytes.length),
      () => drawn.delete(key),
    )
    return drawing
  }

  async function photoOf({ photos: [first] }: PublicPremises): Promise<Buffer | null> {
    const found = first ? await listings.photos.open(first._id.toHexString(), 'large', 'webp') : null
    return found ? buffer(found.bytes) : null
  }

  router.get('/og/premises/:code/:locale.png', anyone, async (req, res) => {
    const { code, locale } = readPath(premisesPath, req.params)
    const found = await catalogue.byCode(code)
    if (found?.premises.code !== code) throw notFound('premises.not-found')
    const { premises: one } = found
    const key = `${code} ${one.revision} ${locale}`
    const bytes = await drawOnce(key, async () => drawPremises(one, await photoOf(one), locale))
    sendPicture(res, bytes, req.query.v === String(one.revision))
  })

  router.get('/og/:kind/:locale.png', anyone, async (req, res) => {
    const { kind, locale } = readPath(generalPath, req.params)
    sendPicture(res, await drawOnce(`${kind} ${locale}`, () => drawGeneral(kind, locale)), false)
  })

  return router
}

/** `settled`: the address contains the state shown, so its picture never changes. */
function sendPicture(res: Response, bytes: Buffer, settled: boolean): void {
  res
    .set({
      'Content-Type': 'image/png',
      'Cache-Control': settled ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    })
    .send(bytes)
}
