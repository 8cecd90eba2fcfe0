/**
 * Stores a decision and then does nothing more. A test starts this process and kills it before any effect is carried out.
 * Usage: tsx decide-and-hang.ts <database folder>. Prints the id of the application once the decision is stored.
 */
import mongoose from 'mongoose'
import { buildIndexes, openDatabase } from '#outside/database/database.ts'
import { anApplication } from '#tests/factories/applications.ts'
import { applicationsBench } from '../applications-bench.ts'

await openDatabase(`mongodb_embedded://${process.argv[2] ?? ''}`)
await buildIndexes()
const { service } = applicationsBench()
const application = await anApplication({ state: 'decision' })
const decider = { kind: 'decider' as const, id: new mongoose.Types.ObjectId().toHexString() }
const offered = await service.deciding.offers.make(application._id.toHexString(), decider, { premises: 'SFH-A-0107' })
process.stdout.write(`${offered._id.toHexString()}\n`)
setInterval(() => undefined, 60_000)
