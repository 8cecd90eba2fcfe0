import { Ajv2020 } from 'ajv/dist/2020.js'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { anApplicant } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

type Icon = { src: string; sizes: string; type: string; purpose: string }
type Manifest = {
  name: string
  short_name: string
  lang: string
  start_url: string
  icons: Icon[]
  shortcuts: { name: string; url: string; icons: Icon[] }[]
}

const path = { type: 'string', pattern: '^/[a-z0-9/.-]*$' }
const icon = {
  type: 'object',
  required: ['src', 'sizes', 'type', 'purpose'],
  additionalProperties: false,
  properties: {
    src: path,
    sizes: { type: 'string', pattern: '^(any|\\d+x\\d+)$' },
    type: { enum: ['image/png', 'image/svg+xml'] },
    purpose: { enum: ['any', 'maskable', 'monochrome'] },
  },
}
/** The members that we use, as W3C's "Web Application Manifest" describes them. */
const schema = {
  type: 'object',
  required: ['id', 'name', 'short_name', 'lang', 'start_url', 'scope', 'display', 'icons', 'shortcuts'],
  additionalProperties: false,
  properties: {
    id: path,
    start_url: path,
    scope: { const: '/' },
    name: { type: 'string', minLength: 1, maxLength: 45 },
    short_name: { type: 'string', minLength: 1, maxLength: 13 },
    description: { type: 'string', minLength: 1 },
    lang: { enum: [...locales] },
    dir: { enum: ['ltr', 'rtl', 'auto'] },
    display: { enum: ['fullscreen', 'standalone', 'minimal-ui', 'browser'] },
    theme_color: { type: 'string', pattern: '^#[0-9a-f]{6}$' },
    background_color: { type: 'string', pattern: '^#[0-9a-f]{6}$' },
    icons: { type: 'array', minItems: 1, items: icon },
    shortcuts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'url', 'icons'],
        additionalProperties: false,
        properties: { name: { type: 'string', minLength: 1 }, url: path, icons: { type: 'array', items: icon } },
      },
    },
  },
}
const isManifest = new Ajv2020({ allErrors: true }).compile(schema)

async function manifestIn(locale: string) {
  const { headers, text } = await site.visit.get(`/${locale}/manifest.webmanifest`).expect(200)
  return { headers, manifest: JSON.parse(text) as Manifest }
}

describe('the manifest', () => {
  it.each(locales)('describes the site to operating systems in the language of its page, in %s', async locale => {
    const page = renderedPage(await site.visit.get(`/${locale}/premises`).expect(200))
    expect(page.$('link[rel=manifest]').attr('href')).toBe(`/${locale}/manifest.webmanifest`)
    const { manifest, headers } = await manifestIn(locale)
    isManifest(manifest)
    expect(isManifest.errors).toBeNull()
    expect(headers['content-type']).toMatch(/^application\/manifest\+json/)
    expect(headers['cache-control']).toBe('public, max-age=3600')
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['content-security-policy']).toContain("manifest-src 'self'")
    expect(manifest).toMatchObject({ lang: locale, start_url: `/${locale}` })
  })

  it('lists icons that exist, in the stated size and type', async () => {
    const { manifest } = await manifestIn('en')
    expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
      '192x192 any',
      '512x512 any',
      '512x512 maskable',
      'any any',
    ])
    for (const { src, sizes, type } of [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }) => icons)]) {
      const { headers, body } = await site.visit.get(src).responseType('blob').expect(200)
      expect(headers['content-type']).toBe(type)
      const { width, height } = await sharp(body as Buffer).metadata()
      if (sizes !== 'any') expect(`${width}x${height}`).toBe(sizes)
    }
  })

  it('has an icon with colour up to the edge where systems crop it, as iOS requires', async () => {
    for (const src of ['/icon-maskable-512.png', '/apple-touch-icon.png']) {
      const { body } = await site.visit.get(src).responseType('blob').expect(200)
      const { data, info } = await sharp(body as Buffer)
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      const colourAt = (x: number, y: number) => [
        ...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4),
      ]
      const last = info.width - 1
      for (const corner of [colourAt(0, 0), colourAt(last, 0), colourAt(0, last), colourAt(last, last)])
        expect(corner, src).toEqual([15, 95, 87, 255])
    }
  })

  it('has shortcuts to the search, the saved units and the applications, each of which opens', async () => {
    const { manifest } = await manifestIn('zh')
    expect(manifest.shortcuts.map(({ url }) => url)).toEqual(['/zh/premises', '/zh/saved', '/zh/applications'])
    const person = await site.as(await anApplicant())
    for (const { url } of manifest.shortcuts) await person.get(url).expect(200)
  })

  it('has the theme colour of the pages', async () => {
    const { manifest } = await manifestIn('ru')
    const page = renderedPage(await site.visit.get('/ru').expect(200))
    expect(manifest).toMatchObject({ theme_color: page.$('meta[name=theme-color]').attr('content') })
  })
})
