// Lets axe, IBM's engine and Siteimprove's Alfa judge the pages of the demonstration in each state that they are found in, also
// as they come back with mistakes, in three languages and two widths, and writes what they hold against them. With all parts
// it takes hours on two cores. Usage: npm run access-matrix -- [report.md] [part/parts]
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { locales } from '../server/shared/texts/i18n.ts'
import { below, findPages, type FoundPage } from '../tests/browser/access/found-pages.ts'
import { failuresOn, type Failure } from '../tests/browser/access/judges.ts'
import { prepare } from '../tests/browser/access/prepared.ts'
import { become, readers } from '../tests/browser/access/readers.ts'
import { launchChromium } from '../tests/browser/support/chromium.ts'
import { setup as buildProcesses } from '../tests/support/processes/built-processes.ts'
import { freePort, run, statusOf, until } from '../tests/support/processes/processes.ts'

const widths = [320, 1280]
const [report = 'access-matrix.md', share = '1/1'] = process.argv.slice(2)
const [part = 1, parts = 1] = share.split('/').map(Number)

type Judged = { address: string; failures: Failure[] }
const judged: Judged[] = []

await buildProcesses()
const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-access-'))
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const site = run('server/bin/web.ts', {
  env: {
    ...{ PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: url, DATA_DIR: folder, NODE_ENV: 'test', DEMO: 'on' },
    ...{ MONGODB_URI: `mongodb_embedded://${folder}/db`, LOG_LEVEL: 'error' },
  },
})
const browser = await launchChromium()
try {
  await until(async () => (await statusOf(`${url}/readyz`)) === 200, site.output, 60_000)
  await prepare(url)
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
  for (const reader of readers) {
    const found = await findPages(url, reader, { asked: 30, kept: 6 })
    await become(page, reader, url)
    for (const one of found.filter((_, number) => number % parts === part - 1)) await judge(page, one)
    console.log(`${reader}: ${found.length} pages`)
  }
} finally {
  await browser.close()
  site.process.kill('SIGINT')
  await site.exited
  await rm(folder, { recursive: true, force: true })
}
await writeFile(report, written())
process.exitCode = judged.some(({ failures }) => failures.length > 0) ? 1 : 0

/** A page in each language and width, and as it comes back when its first form with something required is sent empty. */
async function judge(page: Page, { path: place, reader }: FoundPage): Promise<void> {
  for (const locale of locales) {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const address = `/${locale}${below(place)}`
      await page.goto(`${url}${address}`)
      await note(page, `${reader} ${width} ${address}`)
      if (await sendEmpty(page)) await note(page, `${reader} ${width} ${address}, sent empty`)
    }
  }
}

async function note(page: Page, address: string): Promise<void> {
  judged.push({ address, failures: await failuresOn(page) })
}

/** Whether there was such a form. Browsers would not send it; programs and old browsers do. */
async function sendEmpty(page: Page): Promise<boolean> {
  const form = page
    .locator('main form[method=post]:has([aria-invalid], [required], .field input:not([type=hidden]))')
    .first()
  if ((await form.count()) === 0) return false
  await Promise.all([
    page.waitForEvent('load'),
    form.evaluate(`form => {
    for (const field of form.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), textarea')) field.value = ''
    form.submit()
  }`),
  ])
  return page
    .locator('[data-error-summary]')
    .count()
    .then(count => count > 0)
}

function written(): string {
  const failed = judged.filter(({ failures }) => failures.length > 0)
  const lines = failed.flatMap(({ address, failures }) => [
    `\n## ${address}\n`,
    ...failures.map(({ judge: by, rule, where }) => `- ${by} ${rule}: \`${where.replaceAll('`', "'")}\``),
  ])
  const head = `# Judged by axe, IBM and Alfa\n\n${judged.length} pages, states, languages and widths; part ${share}. Failures on ${failed.length}.\n`
  return [head, ...lines, ''].join('\n')
}
