import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { kb, line } from './lines.ts'
import { compare, costOf, untilAtRest, warmUp } from './measuring.ts'
import { residentMb, seed, startBare, startSite } from './processes.ts'
import { commonestSearches, measuredViews, notFromMemory, plainSearch } from './searches.ts'
import { benchWordPress, isWordPressHere } from './wordpress.ts'

/**
 * Measures the search page and prints ratios: machines differ, but ratios within one run hardly do. `npm run bench`, or `npm
 * run bench -- 1000` for another number than 10,000 and 100,000 premises. WordPress is measured too where it is installed.
 */
const sizes = process.argv.slice(2).map(Number)
const wanted = sizes.length > 0 ? sizes : [10_000, 100_000]

type Costs = Map<string, Awaited<ReturnType<typeof costOf>>>

async function bench(premises: number, port: number): Promise<Costs> {
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-bench-'))
  console.log(`\n${premises} premises`)
  // The limits for start and memory apply to streets of a city's size.
  const usual = premises <= 10_000
  await seed({ folder, port }, premises)
  const site = await startSite({ folder, port })
  // The one-time work of a start, such as making the guides, must not count as the cost of a request.
  await untilAtRest(site)
  const html = await fetch(`${site.url}${plainSearch}`).then(response => response.text())
  const file = path.join(folder, 'page.html')
  writeFileSync(file, html)
  const bare = await startBare(file, port + 1)
  line('start until the first page', `${(site.readyMs / 1000).toFixed(1)} s`, usual ? 'wanted: < 3 s' : '')
  line('search page, HTML / gzip', `${kb(Buffer.byteLength(html))} / ${kb(gzipSync(html).length)}`, 'wanted: < 60 KB')
  for (const { name, ...asked } of measuredViews) {
    await warmUp(site, asked)
    const { perSecond, ratio, siteCpuMs, bareCpuMs, cpuRatio, spread } = await compare(site, bare, asked)
    line(`${name}: requests a second`, perSecond.toFixed(0))
    line('  of bare Express with the same bytes', `${ratio.toFixed(2)}×`, `wanted: ≥ ${asked.wish}×`)
    line('  processor time a request, ours and bare', `${siteCpuMs.toFixed(3)} ms`, `${bareCpuMs.toFixed(3)} ms`)
    line('  as many for the same processor time', `${cpuRatio.toFixed(2)}×`, `wanted: ≥ ${asked.wish}×`)
    line('  p99 of p50', `${spread.toFixed(1)}×`, 'wanted: < 5×')
  }
  const costs: Costs = new Map()
  for (const [name, query] of Object.entries(commonestSearches)) {
    const cost = await costOf(site, { paths: [`${plainSearch}?${encodeURI(query)}`], headers: notFromMemory })
    line(`${name}: milliseconds one after the other, p50`, cost.p50.toFixed(2), `p95 ${cost.p95.toFixed(2)}`)
    line('  of processor time', cost.cpuMs.toFixed(2))
    costs.set(name, cost)
  }
  line('resident memory after these views', `${residentMb(site.pid)} MB`, usual ? 'wanted: < 500 MB' : '')
  await Promise.all([site.stop(), bare.stop()])
  rmSync(folder, { recursive: true, force: true })
  return costs
}

const measured: Costs[] = []
for (const [index, premises] of wanted.entries()) measured.push(await bench(premises, 4700 + index * 10))
const small = measured[0]
const large = measured.at(-1)
if (small && large && measured.length > 1) {
  console.log(`\n${String(wanted.at(-1))} premises against ${String(wanted[0])}`)
  for (const [name, more] of large) {
    const less = small.get(name) ?? more
    line(`${name}, times dearer`, `${(more.p50 / less.p50).toFixed(2)}×`, 'wanted: ≤ 1.2×')
    line('  in processor time', `${(more.cpuMs / less.cpuMs).toFixed(2)}×`, 'wanted: ≤ 1.2×')
  }
}
if (isWordPressHere()) await benchWordPress(4780)
