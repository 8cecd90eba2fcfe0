import { beforeAll, expect, it } from 'vitest'
import webpush from 'web-push'
import { locales } from '../../../server/shared/texts/i18n.ts'
import { useBrowser } from '../../browser/support/browser.ts'
import { useRunningSite } from '../../browser/support/running-site.ts'
import { addressOf, findPages, type FoundPage, type PageTemplate } from './found-pages.ts'
import { failuresOn } from './judges.ts'
import { withoutRoom } from './matrix/preferences.ts'
import { prepare } from './prepared.ts'
import { become, readers, type Reader } from './readers.ts'

const parts = [0, 1, 2, 3, 4, 5]
const widths = [1280, 320]

/** Judges a page of each template, in parts. One half of the parts is a file, so that both cores judge. */
export function judgeSample(half: readonly number[]): void {
  // Without keys the site has no pages about push messages.
  const { publicKey, privateKey } = webpush.generateVAPIDKeys()
  const site = useRunningSite({
    guide: true,
    env: { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: 'mailto:web@street.test' },
  })
  const browser = useBrowser()
  const sample: FoundPage[] = []

  beforeAll(async () => {
    const entries = await prepare(site.url)
    const known = new Set<PageTemplate>()
    for (const reader of readers) {
      const found = await findPages(site.url, reader, { asked: 2, kept: 1, entries, known })
      sample.push(...found.filter(({ template }) => !known.has(template)))
      for (const { template } of found) known.add(template)
    }
  }, 300_000)

  it('judge nearly every template', () => {
    expect(sample.length).toBeGreaterThanOrEqual(125)
  })

  it.each(half)(
    'find no failure on a page of each template, part %i',
    async part => {
      const page = await browser.person()
      const failures: Record<string, string[]> = {}
      let reader: Reader = 'signed-out'
      for (const [number, found] of sample.entries()) {
        if (number % parts.length !== part) continue
        if (found.reader !== reader) await become(page, (reader = found.reader), site.url)
        const turn = Math.floor(number / parts.length)
        const width = widths[turn % 2]!
        await page.setViewportSize({ width, height: 900 })
        const address = addressOf(locales[turn % 3]!, found.path)
        await page.goto(`${site.url}${address}`)
        const judged = await failuresOn(page, { quick: true })
        const held = [...judged, ...(await withoutRoom(page, width))]
        if (held.length > 0)
          failures[`${reader} ${address}`] = held.map(({ judge, rule, where }) => `${judge} ${rule}: ${where}`)
      }
      expect(failures).toEqual({})
      await browser.leave(page)
    },
    300_000,
  )
}
