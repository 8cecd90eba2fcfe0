import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { judgePreferences } from '../judges/access/matrix/preferences.ts'
import { desktop, expectAccessible, phone } from './support/browser.ts'
import { useOpenSite } from './support/open-site.ts'

/**
 * Describes what a picture of the components would show. Pictures differ between machines at the edges of letters; colours,
 * font sizes and, with the site's own font, the heights of boxes do not.
 */
const looks = `[...document.querySelectorAll('[data-state]')].map(state => {
  const seen = new Set()
  for (const element of state.querySelectorAll('*')) {
    if (element.closest('svg')) continue
    const of = getComputedStyle(element)
    if (of.display === 'none') continue
    const ground = of.backgroundColor === 'rgba(0, 0, 0, 0)' ? '' : ' on ' + of.backgroundColor
    const edge = of.borderTopStyle === 'none' || of.borderTopWidth === '0px' ? '' : ' edged ' + of.borderTopColor
    const name = [element.localName, ...element.classList].join('.')
    seen.add('  ' + name + ': ' + of.color + ground + edge + ' ' + of.fontSize + ' ' + of.fontWeight)
  }
  const { width, height } = state.getBoundingClientRect()
  return state.dataset.state + ': ' + Math.round(width) + ' × ' + Math.round(height) + '\\n' + [...seen].join('\\n')
}).join('\\n') + '\\n'`

describe('the components', () => {
  const { visitor, visit, leave } = useOpenSite({ env: { NODE_ENV: 'development' } })

  async function open(page: Page, path: string): Promise<void> {
    await visit(page, path)
    await page.evaluate('document.fonts.ready')
  }

  it.each([
    { viewport: phone, scheme: 'light' },
    { viewport: phone, scheme: 'dark' },
    { viewport: desktop, scheme: 'light' },
    { viewport: desktop, scheme: 'dark' },
  ] as const)('look unchanged, $viewport.width px, $scheme', async ({ viewport, scheme }) => {
    const page = await visitor({ viewport })
    await page.emulateMedia({ colorScheme: scheme })
    await open(page, '/en/dev/components')
    await expectAccessible(page)
    const seen = await page.evaluate<string>(looks)
    // After an intended change, `-u` rewrites them.
    await expect(seen).toMatchFileSnapshot(`looks/components-${viewport.width}-${scheme}.txt`)

    await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'light' : 'dark' })
    expect(await page.evaluate<string>(looks)).not.toBe(seen)
    await open(page, `/en/dev/components?scheme=${scheme}`)
    expect(await page.evaluate<string>(looks)).toBe(seen)
    await leave(page)
  })

  it.each(['ru', 'zh'])('are accessible in %s', async locale => {
    const page = await visitor({ viewport: phone })
    await open(page, `/${locale}/dev/components`)
    await expectAccessible(page)
    await leave(page)
  })

  it('keep their marks in forced colours and their space when zoomed, and respect reduced motion', async () => {
    const page = await visitor({ viewport: desktop })
    await open(page, '/ru/dev/components')
    const held = await (await judgePreferences(page)).held
    expect(
      held.flatMap(({ state, failures }) => failures.map(({ rule, where }) => `${state} ${rule} ${where}`)),
    ).toEqual([])
    await leave(page)
  })
})
