import type { Result } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axe, rulesOfLooks, violationsIn } from '../../browser/support/axe.ts'
import { desktop, expectAccessible, phone } from '../../browser/support/browser.ts'
import { looksAsked } from '../../browser/support/looks.ts'
import { useOpenSite } from '../../browser/support/open-site.ts'

describe('accessibility checks of looks that are done once', () => {
  const { visitor, visit, leave } = useOpenSite({ env: { NODE_ENV: 'development' } })

  async function open(page: Page, path: string): Promise<void> {
    await visit(page, path)
    await page.evaluate('document.fonts.ready')
  }

  /**
   * Most of axe's time goes to looks: anything but words that differs between languages costs minutes of each run.
   */
  it('are shared by all languages of a page', async () => {
    const page = await visitor({ viewport: phone })
    const asked: number[] = []
    for (const locale of ['ru', 'en', 'zh']) {
      await open(page, `/${locale}/sign-up`)
      await expectAccessible(page)
      asked.push(looksAsked())
    }
    expect(asked).toEqual([asked[0], asked[0], asked[0]])
    await leave(page)
  })

  /** Each look is checked once; the cache must not hide any failure. */
  it('miss no low contrast that axe alone finds', async () => {
    const page = await visitor({ viewport: desktop })
    await open(page, '/en/dev/components')
    await page.evaluate(`(() => {
      const faint = new CSSStyleSheet()
      faint.replaceSync('* { color: #999 !important; background: #fff !important; opacity: 1 !important }')
      document.adoptedStyleSheets.push(faint)
    })()`)
    // Folded content is not checked, and does not count as checked.
    await page.evaluate(`document.querySelectorAll('details').forEach(one => (one.open = false))`)
    await violationsIn(page.mainFrame())
    await page.evaluate(`document.querySelectorAll('details').forEach(one => (one.open = true))`)
    const found = kindsOf(await violationsIn(page.mainFrame()))
    const byItself = await axeAlone(page)
    expect(byItself.length).toBeGreaterThan(30)
    expect(byItself.filter(kind => !found.includes(kind))).toEqual([])
    await leave(page)
  })

  it.each([
    {
      rule: 'link-in-text-block',
      spoilt: 'a { text-decoration: none !important; border: 0 !important; font-weight: inherit !important }',
    },
    {
      rule: 'target-size',
      spoilt: `a, button, input, summary { height: 11px !important; min-height: 0 !important; min-width: 0 !important;
        padding: 0 !important; margin: 0 !important; border: 0 !important; line-height: 11px !important }`,
    },
  ])('miss no $rule that axe alone finds', async ({ rule, spoilt }) => {
    const page = await visitor({ viewport: desktop })
    const found: string[] = []
    const byItself: string[] = []
    for (const path of ['/en/dev/components', '/en/privacy', '/en/help', '/en/incentives', '/en/sign-up']) {
      await open(page, path)
      // What is well is seen first, and must not hide what is not.
      await violationsIn(page.mainFrame())
      await page.evaluate(`(() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(\`${spoilt}\`)
        document.adoptedStyleSheets.push(sheet)
      })()`)
      found.push(...kindsOf(await violationsIn(page.mainFrame())).map(kind => `${path} ${kind}`))
      byItself.push(...(await axeAlone(page)).map(kind => `${path} ${kind}`))
    }
    expect(byItself.filter(kind => kind.includes(rule)).length).toBeGreaterThan(1)
    expect(byItself.filter(kind => !found.includes(kind))).toEqual([])
    await leave(page)
  })

  const plainLinks = 'main a { text-decoration: none !important; color: #234; background: none }'
  const small = 'main a { display: block; height: 20px; line-height: 20px }'
  const under = 'main button { display: block; width: 80px; height: 44px; margin: 0.5px 0 0; padding: 0; border: 0 }'
  it.each([
    {
      fault: 'link in a long text, after links in a short one',
      rule: 'link-in-text-block',
      css: plainLinks,
      good: '<p>See the <a href="#a">first of them</a>, <a href="#b">second of them</a></p>',
      faulty: '<p>A sentence that is longer than its link: <a href="#a">here</a> it is.</p>',
    },
    {
      fault: 'link in a long text, below a line that is a longer link',
      rule: 'link-in-text-block',
      css: plainLinks,
      good: '<p><a href="#b">A line that is one link, and longer than the line below it</a></p>',
      faulty: `<p><a href="#b">A line that is one link, and longer than the line below it</a><br>
        A sentence longer than its link: <a href="#a">here</a>.</p>`,
    },
    {
      fault: 'faint link, after one whose words stand in another element',
      rule: 'color-contrast',
      css: 'main a { color: #aaa; background: #fff } main a span { color: #000 }',
      good: '<p><a href="#a"><span>Label</span></a></p>',
      faulty: '<p><a href="#a">Label</a></p>',
    },
    {
      fault: 'narrow target above another one, after a wide one',
      rule: 'target-size',
      css: `${small} ${under} [data-at="1"] a { width: 300px } [data-at="2"] a { width: 100px }`,
      good: '<div data-at="1"><a href="#a">Label</a><button>Label</button></div>',
      faulty: '<div data-at="2"><a href="#a">Label</a><button>Label</button></div>',
    },
    {
      fault: 'small target above another one, after one that was off',
      rule: 'target-size',
      css: `${small} ${under} main a { width: 80px }`,
      good: '<div><a href="#a">Label</a><button disabled>Label</button></div>',
      faulty: '<div><a href="#a">Label</a><button>Label</button></div>',
    },
    {
      fault: 'small target nearer to another one, after one that was far enough',
      rule: 'target-size',
      css: `${small} ${under} main a { width: 80px } [data-at="1"] button { margin-top: 2.5px }`,
      good: '<div data-at="1"><a href="#a">Label</a><button>Label</button></div>',
      faulty: '<div data-at="2"><a href="#a">Label</a><button>Label</button></div>',
    },
    {
      fault: 'small target beside another one, after two that were covered',
      rule: 'target-size',
      css: `${small} main a { width: 80px; margin: 0 } main div { position: relative }
          main [data-over] { position: absolute; inset: 0; background: #fff; z-index: 9 }`,
      good: '<div><a href="#a"><b>Label</b></a><a href="#b"><b>Label</b></a><p data-over></p></div>',
      faulty: '<div><a href="#a"><b>Label</b></a><a href="#b"><b>Label</b></a></div>',
    },
  ])('miss no $fault', async ({ rule, css, good, faulty }) => {
    const page = await visitor({ viewport: desktop })
    await open(page, '/en/privacy')
    const show = async (html: string) => {
      await page.evaluate(`document.querySelector('main').innerHTML = ${JSON.stringify(`<h1>Test</h1>${html}`)}`)
      return kindsOf(await violationsIn(page.mainFrame()))
    }
    await page.evaluate(`(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(${JSON.stringify(css)})
      document.adoptedStyleSheets.push(sheet)
    })()`)
    expect(await show(good)).toEqual([])
    const found = await show(faulty)
    const byItself = await axeAlone(page)
    expect(byItself.some(kind => kind.startsWith(rule))).toBe(true)
    expect(found).toEqual(expect.arrayContaining(byItself))
    await leave(page)
  })
})

/** Returns what axe by itself reports of looks on the whole page: rules, and elements as name and classes. */
async function axeAlone(page: Page): Promise<string[]> {
  // Loaded again, because the page's axe passes over looks that are not new.
  await page.evaluate(axe)
  return kindsOf(
    await page.evaluate<Result[]>(
      `axe.run(document, { runOnly: ${JSON.stringify(rulesOfLooks)} }).then(({ violations }) => violations)`,
    ),
  )
}

const kindsOf = (found: readonly Result[]): string[] => [
  ...new Set(
    found
      .filter(({ id }) => rulesOfLooks.includes(id))
      .flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${id} ${/^<[a-z][a-z0-9]*(?: class="[^"]*")?/.exec(html)?.[0] ?? html}`),
      ),
  ),
]
