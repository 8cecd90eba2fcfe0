import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { useSharedSite } from './support/running-site.ts'

describe('the embed for other sites', () => {
  const site = useSharedSite()
  const browser = useBrowser()

  it.each([
    ['ru', phone],
    ['en', desktop],
    ['zh', phone],
  ] as const)(
    'shows a whole unit in a frame of the recommended size, in %s',
    async (locale, viewport) => {
      const page = await browser.person({ viewport })
      await page.goto(`${site.url}/${locale}/open-data`)
      await expectAccessible(page)
      const snippet = (await page.textContent('[data-test=snippet]')) ?? ''
      const partner = await browser.person({ viewport })
      const body = `<!doctype html><html lang="en"><title>Partner</title><main>${snippet}</main></html>`
      const { server, origin } = await aPartner(body)
      await partner.goto(origin)
      for (const visited of [page, partner]) {
        await visited.locator('iframe').scrollIntoViewIfNeeded()
        const link = visited.frameLocator('iframe').locator('a')
        await link.waitFor()
        const frame = await visited.locator('iframe').boundingBox()
        const card = await visited.frameLocator('iframe').locator('.embed').boundingBox()
        if (!frame || !card) throw new Error('the frame is not drawn')
        expect(card.y + card.height).toBeLessThanOrEqual(frame.y + frame.height)
        expect(frame.height - card.height).toBeLessThan(80)
        expect(frame.x + frame.width).toBeLessThanOrEqual(viewport.width)
      }
      await page.goto(/src="([^"]+)"/.exec(snippet)?.[1] ?? '')
      await expectAccessible(page)
      await browser.leave(page, partner)
      server.close()
    },
    60_000,
  )
})

/** Starts a site of another origin that has one page. */
async function aPartner(body: string) {
  const server = createServer((_req, res) => res.setHeader('Content-Type', 'text/html').end(body))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}
