import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFailed, TestRunner } from 'vitest'
import { violationsIn } from './axe.ts'
import { launchChromium } from './chromium.ts'

export const desktop = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }
type Options = {
  viewport?: { width: number; height: number }
  javaScript?: boolean
  /** Lets the site's service worker run; tests about other things block it. */
  worker?: boolean
  /** Keeps the transitions between pages. They are painted 15 times, which takes a quarter of a journey's processor time. */
  moving?: boolean
  /** Sets the browser to letters twice as large. */
  largeLetters?: boolean
}

type Kind = Required<Pick<Options, 'javaScript' | 'worker' | 'largeLetters'>>
/** Checks whether a page can be emptied and reused. */
const isUsual = ({ javaScript, worker, largeLetters }: Kind): boolean => javaScript && !worker && !largeLetters

/** Started once for all files of this process; it ends with the process. */
let chromiumOfProcess: Promise<Browser> | undefined
const launched = (): Promise<Browser> => (chromiumOfProcess ??= launchChromium())

/** Creates people with their own browser profiles, which end with the file. */
export function useBrowser() {
  let browser: Browser | undefined
  let ofLargeLetters: Promise<Browser> | undefined
  const profiles = new Set<BrowserContext>()

  async function pageOf(usual: Browser, kind: Kind): Promise<Page> {
    if (kind.largeLetters) ofLargeLetters ??= launchChromium(['--blink-settings=defaultFontSize=32'])
    return (
      (isUsual(kind) && free.pop()) || newPage(kind.largeLetters && ofLargeLetters ? await ofLargeLetters : usual, kind)
    )
  }

  beforeAll(async () => {
    browser = await launched()
  })
  afterAll(async () => {
    await Promise.all([...profiles].map(profile => profile.close()))
    profiles.clear()
    await (await ofLargeLetters)?.close()
  })

  return {
    /** Creates a person with their own browser profile. An error of the page's scripts fails the test. */
    async person({ viewport = desktop, moving = false, ...kind }: Options = {}): Promise<Page> {
      if (!browser) throw new Error('the browser is not up before the first test')
      const page = await pageOf(browser, { javaScript: true, worker: false, largeLetters: false, ...kind })
      profiles.add(page.context())
      await page.setViewportSize(viewport)
      await page.emulateMedia({ reducedMotion: moving ? 'no-preference' : 'reduce' })
      if (TestRunner.getCurrentTest()) onTestFailed(() => tellWhatIsSeen(page))
      return page
    },
    /**
     * Empties the profiles of people who are done and reuses them, with the usual screen and without preferences. A page
     * whose clock, permissions or requests a test has changed is closed with its context instead.
     */
    async leave(...pages: Page[]): Promise<void> {
      await Promise.all(pages.map(emptied))
      for (const page of pages) {
        profiles.delete(page.context())
        if (canBeEmptied.has(page)) free.push(page)
      }
    },
  }
}

/** Emptied profiles. A new profile starts a process without caches: its first page takes three times as long as the next. */
const free: Page[] = []
const canBeEmptied = new WeakSet<Page>()
/** Pages whose test is over: errors while they are emptied do not count. */
const beingEmptied = new WeakSet<Page>()

/**
 * Chromium reports this for a page that is shown without the transition from the one before, as on a slow machine. It is no
 * error.
 */
const isTransitionLeftOut = ({ message }: Error): boolean => /^Transition was (?:aborted|skipped)/.test(message)

async function newPage(browser: Browser, kind: Kind): Promise<Page> {
  const { javaScript, worker } = kind
  const serviceWorkers = worker ? 'allow' : 'block'
  const context = await browser.newContext({ javaScriptEnabled: javaScript, serviceWorkers })
  const page = await context.newPage()
  page.on('pageerror', error => {
    if (!beingEmptied.has(page) && !isTransitionLeftOut(error)) throw error
  })
  // An unexpected refusal would otherwise show only as another missing element.
  page.on('response', response => {
    const isOfSite = response.request().isNavigationRequest() && !response.fromServiceWorker()
    if (isOfSite && response.status() >= 500) throw new Error(`${response.status()} ${response.url()}`)
  })
  if (isUsual(kind)) canBeEmptied.add(page)
  return page
}

async function emptied(page: Page): Promise<void> {
  const context = page.context()
  if (!canBeEmptied.has(page)) return context.close()
  await Promise.all(
    context
      .pages()
      .filter(other => other !== page)
      .map(other => other.close()),
  )
  beingEmptied.add(page)
  // The mouse would stay over what the next person sees there.
  await page.mouse.move(-1, -1)
  const { origin } = new URL(page.url())
  // Another page of the same site, so that the process stays.
  await page.goto(`${origin}/robots.txt`)
  await page.evaluate('sessionStorage.clear()')
  const chromium = await context.newCDPSession(page)
  await chromium.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await chromium.detach()
  await context.clearCookies()
  await page.emulateMedia({ media: null, colorScheme: null, forcedColors: null, contrast: null })
  beingEmptied.delete(page)
}

/** Reports what is on the page, because the error about a missing element does not. */
async function tellWhatIsSeen(page: Page): Promise<void> {
  if (page.isClosed()) return
  const seen = await page.evaluate<string>('`${document.readyState}\\n${document.body?.innerText.slice(0, 2000)}`')
  process.stderr.write(`${page.url()} ${seen}\n`)
}

/** Checks that axe finds nothing serious on the page, that it fits its width, and that it has one heading. */
export async function expectAccessible(page: Page): Promise<void> {
  // A click resolves when the next page begins to load; its look is final when its style sheets are there.
  await page.waitForLoadState()
  const violations = (await Promise.all(page.frames().map(violationsIn))).flat()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const described = serious.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(node => `${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1] ?? ''}`)
        .join(' | ')}`,
  )
  expect(described, page.url()).toEqual([])
  // Evaluated at once: a locator would first load Playwright's own script into the page, which takes 12 ms.
  const { headings, overflow } = await page.evaluate<{ headings: number; overflow: number }>(`({
    headings: document.querySelectorAll('h1').length,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth
  })`)
  expect(headings, `h1 on ${page.url()}`).toBe(1)
  expect(overflow, `side scroll on ${page.url()}`).toBeLessThanOrEqual(0)
}
