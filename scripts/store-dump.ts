// Writes the content of a database to a file that the tests of migrations restore (tests/support/database/stored-dump.ts).
// Usage: MONGODB_URI=mongodb_embedded:///tmp/old/db npx tsx scripts/store-dump.ts tests/dumps/<commit>.ndjson.gz
// Dumps are made from a demonstration site of an earlier version, after its jobs have run once.
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import mongoose, { mongo } from 'mongoose'
import { openDatabase } from '../server/outside/database/database.ts'

/** Recreated by the site itself; the editions of the guides alone would be half of the file. */
const leftOut = ['agendaJobs', 'guides', 'sessions', 'ratelimits']
const [target] = process.argv.slice(2)
const uri = process.env.MONGODB_URI
if (!target || !uri) throw new Error('Usage: MONGODB_URI=… npx tsx scripts/store-dump.ts <file.ndjson.gz>')

const database = await openDatabase(uri, { patient: true })
const names = (await mongoose.connection.db?.listCollections().toArray())?.map(({ name }) => name) ?? []
const lines: string[] = []
for (const name of names.filter(one => !leftOut.includes(one) && !one.startsWith('system.')).sort()) {
  const documents = mongoose.connection.collection(name).find().sort({ _id: 1 })
  for await (const document of documents) {
    lines.push(mongo.BSON.EJSON.stringify({ collection: name, document }, { relaxed: false }))
  }
}
await database.close()
const packed = gzipSync(lines.join('\n'), { level: 9 })
writeFileSync(target, packed)
console.log(`${lines.length} documents, ${packed.length} bytes in ${target}`)
