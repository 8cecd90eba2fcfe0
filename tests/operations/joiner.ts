import { MailModel } from '#models/mail.ts'
import { openDatabase } from '#outside/database/database.ts'

// Connects to a running site's engine and disconnects, as the command-line tools do, the given number of times.
const [uri = '', times = '0'] = process.argv.slice(2)
for (let i = 0; i < Number(times); i += 1) {
  const database = await openDatabase(uri)
  await MailModel.create({
    cause: `joiner:${i}`,
    to: 'anna@example.com',
    locale: 'ru',
    template: 'any',
    nextAttemptAt: new Date(0),
    status: 'sent',
  })
  await database.close()
}
process.stdout.write('done\n')
