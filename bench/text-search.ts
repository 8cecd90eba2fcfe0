import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { noFilter } from '../server/features/catalogue/search/filter.ts'
import { catalogueService } from '../server/features/catalogue/service.ts'
import { openDatabase } from '../server/outside/database/database.ts'
import { systemClock } from '../server/outside/clock.ts'
import { quantile } from './measuring.ts'
import { seed } from './processes.ts'

/**
 * Measures a search by words that nobody has searched for before. `node --import tsx bench/text-search.ts` after `npm run
 * build`, or with another number than 100,000 premises, or with `--folder` for a seeded data folder.
 */
const args = process.argv.slice(2)
const kept = args.includes('--folder') ? args[args.indexOf('--folder') + 1] : undefined
const premises = Number(args.find(arg => /^\d+$/.test(arg)) ?? 100_000)

/** Words of each language: complete and incomplete, with typos, in pairs, rare and in every second listing. */
const queries = [
  ...'магазин кафе склад пекарня витрины столовая мастерская офис бутик лавка прилавок отделка двор крыша янтарь хлеб мебель лестница потолки вытяжка газ счётчик автобусы покупатели парковка радиатор протечка соседи этаж окна'.split(
    ' ',
  ),
  ...'shop bakery windows yard staircase furniture ceiling heating extraction parking coaches timber amber fittings quiet street corner room washroom roof'.split(
    ' ',
  ),
  ...['商店', '咖啡馆', '仓库', '橱窗', '院内', '装修', '暖气', '停车', '木材交易', '临街店铺'],
  ...['мага', 'вит', 'скл', 'ба', 'wind', 'caf', 'bak', '店'],
  ...['магозин', 'скалд', 'витирна', 'bakrey', 'vfufpby', 'furnitrue'],
  ...[
    'магазин витрина',
    'кафе вытяжка газ',
    'склад ворота двор',
    'quiet office street',
    'улица стартапов',
    'Suifenhe shop',
  ],
  ...['SFH-A-0107', '0105', 'A3', 'корпус B2'],
]

const folder = kept ?? mkdtempSync(path.join(tmpdir(), 'startup-street-text-'))
if (!kept) await seed({ folder, port: 4790 }, premises)
const database = await openDatabase(`mongodb_embedded://${folder}/db`)
const service = catalogueService({ clock: systemClock })
await service.warm()

const times: { query: string; ms: number; cpuMs: number; total: number }[] = []
for (const q of queries) {
  const began = performance.now()
  const used = process.cpuUsage()
  const { total } = await service.search({ filter: { ...noFilter, q }, sort: 'relevance', page: 1 })
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(used)
  times.push({ query: q, ms, cpuMs: (user + system) / 1_000, total })
}

const at = (share: number, of: 'ms' | 'cpuMs' = 'ms') =>
  quantile(
    times.map(time => time[of]),
    share,
  )
console.log(`\n${queries.length} searches by words not asked for before`)
console.log(`  p50 ${at(0.5).toFixed(1)} ms   p95 ${at(0.95).toFixed(1)} ms   wanted: p95 < 50 ms`)
console.log(
  `  of processor time, the engine's too: p50 ${at(0.5, 'cpuMs').toFixed(1)} ms   p95 ${at(0.95, 'cpuMs').toFixed(1)} ms`,
)
console.log(`  the slowest: ${slowest()}`)
await database.close()
if (!kept) rmSync(folder, { recursive: true, force: true })

function slowest(): string {
  return times
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 5)
    .map(({ query, ms, total }) => `${query} ${ms.toFixed(0)} ms (${total})`)
    .join(', ')
}
