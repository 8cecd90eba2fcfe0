import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { logoSizes } from '#outside/files/logo-images.ts'
import { notFound } from '#shared/errors.ts'
import { anyone } from '#web/access/access.ts'
import { sendImmutable } from '#web/files/downloads.ts'
import { readPath } from '#web/forms/forms.ts'
import { isLogoName } from './logo-name.ts'
import { accentStyle, digestOf, sampleStyle } from './stylesheet.ts'

const styleOf = { accent: accentStyle, sample: sampleStyle }
const stylePath = z.object({
  kind: z.enum(['accent', 'sample']),
  colour: z.string().regex(/^[0-9a-f]{6}$/),
  digest: z.string().regex(/^[0-9a-f]{12}$/),
})

const picturePath = z.object({ logo: z.string().refine(isLogoName), size: z.enum(logoSizes) })

/**
 * Public routes for the office's look, outside the languages and before sessions. A stylesheet is computed from the colour
 * in its address, so that every process can answer for pages made by any other.
 */
export function brandRoutes({ logos }: Pick<Services, 'logos'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/brand/:kind-:colour-:digest.css', anyone, (req, res) => {
    const { kind, colour, digest } = readPath(stylePath, req.params)
    const style = styleOf[kind](`#${colour}`)
    // With another digest, the page was made by another version of the program. Our rules must then not be cached for ever
    // under its address.
    const lasting = digestOf(style) === digest
    res.set('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    res.type('css').send(style)
  })

  router.get('/brand/:logo/:size.png', anyone, async (req, res) => {
    const { logo, size } = readPath(picturePath, req.params)
    const found = await logos.open(logo, size)
    if (!found) throw notFound()
    await sendImmutable(res, { mediaType: 'image/png', size: found.size }, found.bytes)
  })

  return router
}
