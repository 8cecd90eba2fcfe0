import { parseArgs } from 'node:util'
import mongoose from 'mongoose'
import { buildIndexes } from '../outside/database/database.ts'
import { migrate, runCommand } from './program.ts'
import { seed } from './seeding.ts'

const { values } = parseArgs({ options: { demo: { type: 'boolean', default: false }, premises: { type: 'string' } } })

/** Number of premises above which indexes are built afterwards. No street has as many. */
const bulkThreshold = 10_000

runCommand(async ({ log, services }) => {
  const premises = parseSize(values.premises)
  const demonstration = values.demo || premises !== undefined
  await migrate(log)
  const fill = () => seed(services, { demonstration, ...(premises === undefined ? {} : { premises }) })
  await ((premises ?? 0) > bulkThreshold ? indexAfterwards(fill) : fill())
  console.log(
    demonstration ? 'Starting content and demonstration street are in place.' : 'Starting content is in place.',
  )
})

function parseSize(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const premises = Number(given)
  if (Number.isInteger(premises) && premises > 0 && premises <= 1_000_000) return premises
  throw new Error('--premises takes a whole number from 1 to 1000000.')
}

/**
 * Runs work that fills collections with hundreds of thousands of documents. Their indexes, except unique ones, are dropped
 * first and built when everything is there, which takes a fraction of the time. If the process is killed before that, the
 * next start builds them.
 */
async function indexAfterwards(work: () => Promise<void>): Promise<void> {
  for (const { collection } of Object.values(mongoose.models)) {
    const indexes = await collection.indexes()
    for (const { name, unique } of indexes) if (name && name !== '_id_' && !unique) await collection.dropIndex(name)
  }
  try {
    await work()
  } finally {
    await buildIndexes()
  }
}
