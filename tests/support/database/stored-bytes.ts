import { createHash } from 'node:crypto'
import type { mongo } from 'mongoose'

/** Collections that a backup leaves out: the leases of processes and the list of backups. */
const leftOut = ['process-leases', 'backups']

/** Returns the number of documents of each collection and the SHA-256 of their bytes in order of their ids. */
export async function storedBytes(db: mongo.Db): Promise<Record<string, string>> {
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name)
  const stored: Record<string, string> = {}
  for (const name of names.filter(one => !leftOut.includes(one) && !one.startsWith('system.')).sort()) {
    const hash = createHash('sha256')
    let count = 0
    const batchSize = name.endsWith('.chunks') ? 8 : 500
    for await (const bytes of db.collection(name).find({}, { raw: true, sort: { _id: 1 }, batchSize })) {
      hash.update(bytes as unknown as Buffer)
      count += 1
    }
    if (count > 0) stored[name] = `${count} ${hash.digest('hex')}`
  }
  return stored
}
