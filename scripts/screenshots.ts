// Takes the pictures in docs/screenshots, or only those whose names begin with an argument (`npm run screenshots -- offer`),
// of the built site with its demonstration, in Debian's Chromium.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { demonstrationPassword, demonstrationPeople } from '../server/features/accounts/demonstration.ts'
import type { Role } from '../server/web/locals.ts'
import { launchChromium } from '../tests/browser/support/chromium.ts'
import { setup as buildProcesses } from '../tests/support/processes/built-processes.ts'
import { freePort, run, statusOf, until } from '../tests/support/processes/processes.ts'

/**
 * `follow`: link on the page to follow first. `open`: case for which the reader declares no interest first. `top`: element
 * to scroll to.
 */
type Picture = {
  name: string
  path: string
  width: 390 | 1280
  as?: Role
  follow?: string
  open?: true
  top?: string
}

const pictures: Picture[] = [
  { name: 'search-ru-1280', path: '/ru/premises', width: 1280 },
  { name: 'schematic-en-1280', path: '/en/premises/SFH-A-0107#facts', width: 1280 },
  { name: 'offer-ru-390', path: '/ru/applications', width: 390, as: 'applicant', follow: 'a:has-text("SS-")' },
  {
    name: 'case-zh-1280',
    path: '/zh/staff/applications?state=information_requested',
    width: 1280,
    as: 'decider',
    follow: '[data-test=queue] tbody th a',
    open: true,
    top: '.case-deciding',
  },
]

await buildProcesses()
const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-pictures-'))
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const site = run('server/bin/web.ts', {
  env: {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATA_DIR: folder,
    MONGODB_URI: `mongodb_embedded://${folder}/db`,
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
  },
})
try {
  await until(async () => (await statusOf(`${url}/readyz`)) === 200, site.output, 60_000)
  await mkdir('docs/screenshots', { recursive: true })
  const browser = await launchChromium()
  for (const picture of pictures.filter(isAsked)) await take(browser, picture)
  await browser.close()
} finally {
  site.process.kill('SIGINT')
  await site.exited
  await rm(folder, { recursive: true, force: true })
}

function isAsked({ name }: Picture): boolean {
  const asked = process.argv.slice(2)
  return asked.length === 0 || asked.some(beginning => name.startsWith(beginning))
}

async function take(browser: Browser, { name, path: place, width, as, follow, open, top }: Picture): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height: width === 390 ? 844 : 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  if (as) await signIn(page, as)
  await page.goto(`${url}${place}`)
  if (follow) await goOn(page, follow)
  if (open) await declareNoInterest(page)
  if (top) await page.evaluate(`document.querySelector('${top}').scrollIntoView()`)
  await page.screenshot({ path: `docs/screenshots/${name}.png` })
  await context.close()
  console.log(name)
}

async function declareNoInterest(page: Page): Promise<void> {
  await page.check('[name=interest][value=none]')
  await page.click('form[action$="/declaration"] [type=submit]')
  await page.locator('.case-split__documents').waitFor()
  await page.waitForLoadState('networkidle')
}

/** Follows a link of the open page. */
async function goOn(page: Page, link: string): Promise<void> {
  const before = page.url()
  await page.locator('main').locator(link).first().click()
  await page.waitForURL(address => address.href !== before)
  await page.waitForLoadState('networkidle')
}

async function signIn(page: Page, as: Role): Promise<void> {
  await page.goto(`${url}/en/sign-in`)
  await page.fill('[name=email]', demonstrationPeople.find(({ role }) => role === as)?.email ?? '')
  await page.fill('[name=password]', demonstrationPassword)
  await page.click('main form [type=submit]')
  await page.waitForURL(address => !address.pathname.endsWith('/sign-in'))
}
