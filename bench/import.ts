import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { BuildingModel } from '../models/premises/building.ts'
import { auditService } from '../server/features/audit/service.ts'
import { importsService } from '../server/features/transfer/imports-service.ts'
import { systemClock } from '../server/outside/clock.ts'
import { buildIndexes, openDatabase } from '../server/outside/database/database.ts'
import { fileStore, storeBytes } from '../server/outside/files/files.ts'
import { writeXlsx } from '../server/outside/tables/xlsx-writing.ts'
import type { ReceivedFile } from '../server/shared/files/file-rules.ts'
import { line } from './lines.ts'

/**
 * Measures the time from the arrival of a file of new units to the last draft, and the memory. `node --import tsx
 * bench/import.ts`, or with another number than 20,000; `--xlsx` for a workbook.
 */
const args = process.argv.slice(2)
const rows = Number(args.find(arg => /^\d+$/.test(arg)) ?? 20_000)
const isXlsx = args.includes('--xlsx')

const head = [
  ...['code', 'title.ru', 'title.en', 'title.zh', 'summary.ru', 'summary.en', 'summary.zh', 'areaGrossSqM'],
  ...['areaUsableSqM', 'ceilingHeightM', 'frontageM', 'floor', 'layout', 'condition', 'allowedUses', 'electricityKw'],
  ...['heating', 'water', 'internet', 'marketRentPerSqMMonth', 'managementFeePerSqMMonth', 'heatingFeePerSqMSeason'],
  ...['deposit', 'availableFrom', 'position.row', 'position.offsetM', 'position.widthM'],
]
const codeOf = (number: number) => `SFH-A-01${String(number + 10).padStart(2, '0')}`
const rowOf = (number: number): (string | number)[] => [
  ...[codeOf(number), `Помещение ${number}`, `Unit ${number}`, `房源${number}`, 'Светлое помещение у перехода.'],
  ...['A bright unit near the crossing.', '采光好，临近口岸。', 60 + (number % 90), 50.5, 3.2, 8.4, 1 + (number % 6)],
  ...['通敞', 'Базовая отделка', '零售；餐饮', 10, 'central', 'да', '是', 91.3, 15.5, 44.7, 3000, '2027-03-01'],
  ...['north', (number % 1000) / 10, 8.4],
]

async function file(): Promise<Buffer> {
  const all = Array.from({ length: rows }, (_, number) => rowOf(number))
  if (!isXlsx) return Buffer.from(stringify([head, ...all]))
  const chunks: Buffer[] = []
  const columns = head.map(() => ({ width: 12 }))
  for await (const chunk of writeXlsx([{ name: 'A', columns, head, rows: all }])) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-bench-'))
const database = await openDatabase(`mongodb_embedded://${folder}/db`, { patient: true })
try {
  await buildIndexes()
  await BuildingModel.create({
    code: 'A1',
    zone: 'suifenhe',
    floors: 6,
    yearBuilt: 2012,
    structure: 'brick',
    name: { zh: 'A1号楼' },
    address: { zh: '创业街A1号楼' },
    point: { type: 'Point', coordinates: [131.13, 44.396] },
    position: { row: 'north', offsetM: 4, lengthM: 118, depthM: 10 },
  })
  await measure()
} finally {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(): Promise<void> {
  const files = fileStore({ bucket: 'imports', clock: systemClock })
  const imports = importsService({ clock: systemClock, files, trail: auditService({ clock: systemClock }) })
  const bytes = await file()
  const storageId = await storeBytes(files, bytes)
  const extension = isXlsx ? ('xlsx' as const) : ('csv' as const)
  const sent: ReceivedFile = {
    field: 'file',
    name: `premises.${extension}`,
    extension,
    mediaType: 'text/csv',
    size: bytes.length,
    sha256: '',
    storageId,
  }
  const by = { id: '0'.repeat(24), name: 'bench', role: 'administrator', buildings: null }
  global.gc?.()
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
  const began = performance.now()
  const begun = await imports.begin(sent, by)
  if (!begun.ok) throw new Error(begun.reason)
  const { mapping } = await imports.get(begun.id, by)
  await imports.check(begun.id, mapping, by)
  await imports.work()
  const checked = performance.now()
  const verdict = await imports.write(begun.id, true, by)
  if (!verdict.ok) throw new Error(`${verdict.reason} ${JSON.stringify(await imports.troubles(begun.id, { most: 3 }))}`)
  await imports.work()
  const ended = performance.now()
  clearInterval(watch)
  const { counts } = await imports.get(begun.id, by)
  const inSeconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
  line(`${extension}, rows written`, String(counts.written), `of ${rows}`)
  line('checked', inSeconds(checked - began), '')
  line('written', inSeconds(ended - checked), '')
  line('both', inSeconds(ended - began), 'wanted: < 90 s for 20,000')
  line('memory more than before', `${Math.round((most - before) / 1024 / 1024)} MB`, 'wanted: < 500 MB')
}
