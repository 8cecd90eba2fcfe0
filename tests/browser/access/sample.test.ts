import { beforeAll, describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import type { PagePath } from '#server/page-paths.ts'
import { useBrowser } from '../support/browser.ts'
import { useRunningSite } from '../support/running-site.ts'
import { below, findPages, type FoundPage } from './found-pages.ts'
import { failuresOn } from './judges.ts'
import { prepare } from './prepared.ts'
import { become, readers, type Reader } from './readers.ts'

const parts = [0, 1, 2, 3, 4, 5]
const widths = [1280, 320]

describe('axe, IBM and Alfa', () => {
  const site = useRunningSite()
  const browser = useBrowser()
  const sample: FoundPage[] = []

  beforeAll(async () => {
    await prepare(site.url)
    const known = new Set<PagePath>()
    for (const reader of readers) {
      const found = await findPages(site.url, reader, { asked: 2, kept: 1, known })
      sample.push(...found.filter(({ template }) => !known.has(template)))
      for (const { template } of found) known.add(template)
    }
  }, 120_000)

  it('see nearly every template', () => {
    expect(sample.length).toBeGreaterThanOrEqual(125)
  })

  it.each(parts)('find nothing on a page of each template, part %i', async part => {
    const page = await browser.person()
    const failures: Record<string, string[]> = {}
    let reader: Reader = 'signed-out'
    for (const [number, found] of sample.entries()) {
      if (number % parts.length !== part) continue
      if (found.reader !== reader) await become(page, (reader = found.reader), site.url)
      const turn = Math.floor(number / parts.length)
      await page.setViewportSize({ width: widths[turn % 2]!, height: 900 })
      const address = `/${locales[turn % 3]}${below(found.path)}`
      await page.goto(`${site.url}${address}`)
      const held = await failuresOn(page, { quick: true })
      if (held.length > 0)
        failures[`${reader} ${address}`] = held.map(({ judge, rule, where }) => `${judge} ${rule}: ${where}`)
    }
    expect(failures).toEqual({})
    await browser.leave(page)
  })
})
