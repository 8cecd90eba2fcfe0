import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import { median, untilAtRest, type Asked } from './measuring.ts'
import { processorMs, residentMb, seed, startBare, startSite, type Started } from './processes.ts'
import { measuredViews, plainSearch } from './searches.ts'

/**
 * The three ratios of `npm run bench` in a short form: how many requests the site answers in the processor time in which
 * bare Express sends the same bytes once. Both are measured in turn, in rounds, and the median counts, because the speed of
 * a machine that others use changes from minute to minute. `npm run ratios` prints them; with `-- --keep` it also adds a row
 * to docs/performance.md.
 */
const premises = 2_000
/** As many as the long form: after 1,000 V8 is still compiling. */
const untilWarm = 4_000
const rounds = 5
/**
 * Requests of a measurement. Processor time is counted in steps of 10 ms, and bare Express takes about 300 ms for so many. In
 * fewer requests of the site, a collection of all its memory counts as if it came each time, or never.
 */
const counted = 2_000
const port = 4790

async function send({ url }: Started, { paths, headers }: Asked, amount: number): Promise<void> {
  const requests = paths.map(one => ({ path: one }))
  const { non2xx, errors } = await autocannon({ url, connections: 8, amount, headers, requests })
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed at ${url}`)
}

/** Returns the processor time of a request in milliseconds. */
async function cpuMsOf(started: Started, asked: Asked): Promise<number> {
  const before = processorMs(started.pid)
  await send(started, asked, counted)
  return (processorMs(started.pid) - before) / counted
}

const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-ratios-'))
await seed({ folder, port }, premises)
const site = await startSite({ folder, port })
// The one-time work of a start, such as making the guides, must not count as the cost of a request.
await untilAtRest(site)
const page = path.join(folder, 'page.html')
writeFileSync(page, await fetch(`${site.url}${plainSearch}`).then(response => response.text()))
const bare = await startBare(page, port + 1)
const ofBare: Asked = { paths: ['/page'], headers: {} }

await send(bare, ofBare, untilWarm)
for (const asked of measuredViews) await send(site, asked, untilWarm)
const bareCosts: number[] = []
const measured = measuredViews.map(asked => ({ ...asked, costs: [] as number[], ratios: [] as number[] }))
for (let round = 0; round < rounds; round += 1) {
  const bareMs = await cpuMsOf(bare, ofBare)
  bareCosts.push(bareMs)
  for (const one of measured) {
    const siteMs = await cpuMsOf(site, one)
    one.costs.push(siteMs)
    one.ratios.push(bareMs / siteMs)
  }
}

const bareMs = median(bareCosts)
const cells = measured.map(({ name, wish, costs, ratios }) => {
  const siteMs = median(costs)
  const ratio = median(ratios).toFixed(2)
  console.log(
    `${name.padEnd(20)} ${ratio}× of bare Express (wanted: ≥ ${wish}×), ${siteMs.toFixed(2)} ms against ${bareMs.toFixed(2)} ms`,
  )
  return `${ratio}× (${siteMs.toFixed(2)} ms)`
})
const memory = residentMb(site.pid)
console.log(`resident memory      ${memory} MB (wanted: < 500 MB)`)
await Promise.all([site.stop(), bare.stop()])
rmSync(folder, { recursive: true, force: true })

if (process.argv.includes('--keep')) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const day = new Date().toISOString().slice(0, 10)
  const history = 'docs/performance.md'
  const lines = readFileSync(history, 'utf8').split('\n')
  const last = lines.findLastIndex(line => /^\| \d{4}-\d{2}-\d{2} \|/.test(line))
  const figures = [...cells, `${bareMs.toFixed(2)} ms`, `${memory} MB`].join(' | ')
  const row = `| ${day} | ${commit} | ${process.versions.node.split('.')[0]} | ${figures} |`
  writeFileSync(history, lines.toSpliced(last + 1, 0, row).join('\n'))
}
