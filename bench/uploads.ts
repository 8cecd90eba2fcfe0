import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { leftIn, sendersIn, uploadStorm } from '../tests/support/processes/upload-storm.ts'
import { line } from './lines.ts'
import { residentMb, seed, startSite } from './processes.ts'

/**
 * Measures the memory of 200 concurrent uploads of 5 MB, 50 of them cut off on the way, and checks whether unclaimed data
 * stays. `npm run build && node --import tsx bench/uploads.ts`, or with another number of uploads.
 */
const uploads = Number(process.argv[2] ?? 200)
const storm = { uploads, aborted: uploads / 4, bytes: 5_000_000 }
const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-uploads-'))
await seed({ folder, port: 4796 }, 100)
const senders = await sendersIn(folder, uploads)
const site = await startSite({ folder, port: 4796 })
const atRest = residentMb(site.pid)
const { hashes, peakMb, seconds } = await uploadStorm(site, senders, storm).finally(() => site.stop())
const left = await leftIn(folder, senders)
rmSync(folder, { recursive: true, force: true })

const lost = hashes.filter(hash => !left.hashes.includes(hash)).length
line(`${uploads} uploads of 5 MB at once, ${storm.aborted} cut off`, `${seconds.toFixed(1)} s`)
line('most memory the process ever held', `${peakMb} MB`, 'wanted: < 600 MB')
line('  before the uploads', `${atRest} MB`)
line('acknowledged', String(hashes.length), `wanted: ${uploads - storm.aborted}`)
line('  of these not there', String(lost), 'wanted: 0')
line('documents of uploads that were cut off', String(left.hashes.length - hashes.length), 'wanted: 0')
line('files, chunks that no document claims', `${left.orphanFiles}, ${left.orphanChunks}`, 'wanted: 0, 0')
line('files on their way', String(left.pending), 'wanted: 0')
