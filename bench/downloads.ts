import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { documentsService } from '#features/documents/service.ts'
import { systemClock } from '#outside/clock.ts'
import { buildIndexes } from '#outside/database/database.ts'
import { fileStore, readBytes, storeBytes } from '#outside/files/files.ts'
import { anApplicant } from '../tests/factories/account.ts'
import { aDraft } from '../tests/factories/applications.ts'
import { withDatabaseIn } from '../tests/support/database.ts'
import { signIn } from '../tests/support/processes/upload-storm.ts'
import { testKey, withSealing } from '../tests/support/sealed.ts'
import { line } from './lines.ts'
import { median } from './measuring.ts'
import { processorMs, seed, startSite } from './processes.ts'

/**
 * Measures what sealing costs a download and an upload, in processor time of the site and of the store alone: the same file,
 * sealed and open, alternately. `npm run build && node --import tsx bench/downloads.ts`.
 */
const sizes = [100_000, 2_000_000, 20_000_000]
const rounds = 5
const bytesARound = 40_000_000
const most = 40
const kinds = ['open', 'sealed'] as const
type Kind = (typeof kinds)[number]
const settings = { open: { on: false, secrets: [testKey] }, sealed: { on: true, secrets: [testKey] } } as const

const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-downloads-'))
process.env.DOCUMENT_KEYS = testKey
await seed({ folder, port: 4797 }, 100)
const { email, documents } = await withDatabaseIn(folder, stored)
const site = await startSite({ folder, port: 4797 })
const cookie = await signIn(site.url, email).catch(async (error: unknown) => {
  await site.stop()
  throw error
})
try {
  for (const size of sizes) await compare(`a download of ${inMb(size)}, the site`, size, kind => downloads(kind, size))
} finally {
  await site.stop()
}
await withDatabaseIn(folder, async () => {
  for (const size of sizes) {
    await compare(`reading ${inMb(size)} from the store`, size, kind => inStore(kind, size, 'read'))
    await compare(`writing ${inMb(size)} to the store`, size, kind => inStore(kind, size, 'write'))
  }
})
rmSync(folder, { recursive: true, force: true })

/** Creates a founder with a draft that has a file of each size, sealed and open. */
async function stored() {
  await buildIndexes()
  const account = await anApplicant({ email: 'founder@example.com' })
  const application = (await aDraft({ applicant: account._id }))._id.toHexString()
  const files = fileStore({ bucket: 'documents', clock: systemClock })
  const service = documentsService({ clock: systemClock, files, scanning: false })
  const by = account._id.toHexString()
  const known = new Map<string, { path: string; storageId: string }>()
  for (const size of sizes) {
    for (const kind of kinds) {
      const storageId = await withSealing(settings[kind], () => storeBytes(files, randomBytes(size)))
      const name = `${kind}-${String(size)}`
      const about = { field: 'f', name: `${name}.pdf`, extension: 'pdf', mediaType: 'application/pdf' } as const
      const file = { ...about, size, sha256: name, storageId }
      const { added } = await service.add({ applicationId: application, kind: 'permit', by, files: [file] })
      const id = added[0]?._id.toHexString() ?? ''
      known.set(name, { path: `/en/applications/${application}/documents/${id}`, storageId })
    }
  }
  return { email: account.email, documents: known }
}

function countOf(size: number): number {
  return Math.min(most, Math.ceil(bytesARound / size))
}

function documentOf(kind: Kind, size: number) {
  return documents.get(`${kind}-${String(size)}`) ?? { path: '', storageId: '' }
}

async function downloads(kind: Kind, size: number): Promise<number> {
  const before = processorMs(site.pid)
  for (let count = 0; count < countOf(size); count += 1) {
    const response = await fetch(`${site.url}${documentOf(kind, size).path}`, { headers: { cookie } })
    const { byteLength } = await response.arrayBuffer()
    if (response.status !== 200 || byteLength !== size) throw new Error(`${response.status}, ${byteLength} bytes`)
  }
  return processorMs(site.pid) - before
}

/** Measures the store alone. The engine also runs in this process. */
async function inStore(kind: Kind, size: number, act: 'read' | 'write'): Promise<number> {
  const files = fileStore({ bucket: 'documents', clock: systemClock })
  const bytes = randomBytes(size)
  return withSealing(settings[kind], async () => {
    const before = process.cpuUsage()
    for (let count = 0; count < countOf(size); count += 1) {
      if (act === 'read') await readBytes(files, documentOf(kind, size).storageId)
      else await files.remove(await storeBytes(files, bytes))
    }
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  })
}

/** Alternates the kinds, so that other load on the machine affects both; the first round warms up. */
async function compare(name: string, size: number, measure: (kind: Kind) => Promise<number>): Promise<void> {
  const spent: Record<Kind, number[]> = { open: [], sealed: [] }
  for (let round = 0; round <= rounds; round += 1) {
    for (const kind of kinds) {
      const ms = (await measure(kind)) / countOf(size)
      if (round > 0) spent[kind].push(ms)
    }
  }
  const [open, sealed] = kinds.map(kind => median(spent[kind]))
  const ratio = (sealed ?? 0) / (open ?? 1)
  line(name, `${ratio.toFixed(2)}×`, `${(open ?? 0).toFixed(2)} ms open, ${(sealed ?? 0).toFixed(2)} ms sealed`)
}

function inMb(size: number): string {
  return `${String(size / 1_000_000)} MB`
}
