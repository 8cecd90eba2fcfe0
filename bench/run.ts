import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import autocannon from 'autocannon'
import { residentMb, seed, startBare, startSite } from './processes.ts'
import { plainSearch, unkeptSearch, variedSearches } from './searches.ts'

/**
 * Measures the search page and prints ratios: machines differ, ratios in one run do not much. `npm run bench`, or
 * `npm run bench -- 1000` for another number than 10,000 and 100,000 premises.
 */
const connections = 32
const seconds = 8
const rounds = 3
const sizes = process.argv.slice(2).map(Number)
const wanted = sizes.length > 0 ? sizes : [10_000, 100_000]

const cases: Record<string, readonly string[]> = {
  'page kept': [plainSearch],
  'page made anew': [unkeptSearch],
  'different searches, made anew': variedSearches,
}

type Measured = { perSecond: number; p50: number; p99: number }

async function measure(url: string, paths: readonly string[]): Promise<Measured> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    idReplacement: true,
    requests: paths.map(one => ({ path: one })),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx + result.errors} requests failed at ${url}`)
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Site and bare Express in turn, several times, so that whatever else the machine does falls on both. */
async function compare(site: string, bare: string, paths: readonly string[]) {
  const rows: { site: Measured; bare: Measured }[] = []
  for (let round = 0; round < rounds; round += 1) {
    rows.push({ bare: await measure(bare, ['/page']), site: await measure(site, paths) })
  }
  return {
    perSecond: median(rows.map(row => row.site.perSecond)),
    ratio: median(rows.map(row => row.site.perSecond / row.bare.perSecond)),
    spread: median(rows.map(row => row.site.p99 / Math.max(1, row.site.p50))),
  }
}

const line = (name: string, value: string, wish = '') =>
  console.log(`  ${name.padEnd(58)}${value.padStart(10)}   ${wish}`)
const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`

async function bench(premises: number, port: number): Promise<Record<string, number>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-bench-'))
  console.log(`\n${premises} premises`)
  // Start and memory are promised for streets of a city's size.
  const usual = premises <= 10_000
  await seed({ folder, port }, premises)
  const site = await startSite({ folder, port })
  const html = await fetch(`${site.url}${plainSearch}`).then(response => response.text())
  const file = path.join(folder, 'page.html')
  writeFileSync(file, html)
  const bare = await startBare(file, port + 1)
  line('start until the first page', `${(site.readyMs / 1000).toFixed(1)} s`, usual ? 'wanted: < 3 s' : '')
  line('search page, HTML / gzip', `${kb(Buffer.byteLength(html))} / ${kb(gzipSync(html).length)}`, 'wanted: < 60 KB')
  const result: Record<string, number> = {}
  for (const [name, paths] of Object.entries(cases)) {
    await measure(site.url, paths)
    const { perSecond, ratio, spread } = await compare(site.url, bare.url, paths)
    line(`${name}: requests a second`, perSecond.toFixed(0))
    line('  of bare Express with the same bytes', `${ratio.toFixed(2)}×`, 'wanted: ≥ 0.15×')
    line('  p99 of p50', `${spread.toFixed(1)}×`, 'wanted: < 5×')
    result[name] = ratio
  }
  line('resident memory after these views', `${residentMb(site.pid)} MB`, usual ? 'wanted: < 500 MB' : '')
  await Promise.all([site.stop(), bare.stop()])
  rmSync(folder, { recursive: true, force: true })
  return result
}

const ratios: Record<string, number>[] = []
for (const [index, premises] of wanted.entries()) ratios.push(await bench(premises, 4700 + index * 10))
const [small, large] = [ratios[0], ratios.at(-1)]
if (small && large && ratios.length > 1) {
  console.log(`\n${String(wanted[0])} premises against ${String(wanted.at(-1))}`)
  for (const name of Object.keys(cases)) {
    line(`${name}, times slower`, `${((small[name] ?? 0) / (large[name] ?? 1)).toFixed(2)}×`, 'wanted: ≤ 1.3×')
  }
}
