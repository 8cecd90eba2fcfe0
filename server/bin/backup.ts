import { backupsService } from '../features/backups/service.ts'
import { clockAhead } from '../outside/clock.ts'
import { runOnDatabase } from './opening.ts'

const usage = 'Usage: npm run backup -- <file or s3://bucket/name>'

/** Makes a back-up of the database, also while the site runs, and prints its size. */
void runOnDatabase(async config => {
  const [target] = process.argv.slice(2)
  if (!target) throw new Error(usage)
  const ending = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () =>
      ending.abort(new Error('The back-up was ended before it was whole; nothing of it stays.')),
    )
  const backups = backupsService({ clock: clockAhead(config.clockAheadDays), settings: config.backups })
  const result = await backups.make(target, { by: 'command', signal: ending.signal })
  console.log(`${result.documents} documents in ${result.bytes} bytes: ${result.target}`)
  console.log(`Writes waited for ${result.pausedMs} ms at the most.`)
})
