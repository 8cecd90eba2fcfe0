import { MailModel } from '#models/mail.ts'
import { buildIndexes, openDatabase } from '#outside/database/database.ts'

// Queues mail as fast as it can and prints each cause once the database has acknowledged it, until it is killed.
const [uri = '', round = ''] = process.argv.slice(2)
await openDatabase(uri)
await buildIndexes()

for (let i = 0; ; i += 1) {
  const cause = `${round}:${i}`
  await MailModel.create({ cause, to: 'anna@example.com', locale: 'ru', template: 'any', nextAttemptAt: new Date(0) })
  process.stdout.write(`${cause}\n`)
}
