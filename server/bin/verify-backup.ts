import { readConfig } from '../config.ts'
import { verifyArchive } from '../outside/backup/archive.ts'
import { backupLocationOf } from '../outside/backup/places.ts'
import { reportFailure } from './failure.ts'
import { readSettingsFile } from './settings-file.ts'

const usage = 'Usage: npm run verify-backup -- <file or s3://bucket/name>'

/**
 * Reads a whole back-up, as a restore would, and prints what it contains. Needs no database. Exits with 1 when it is
 * unusable.
 */
async function verify(target: string | undefined): Promise<void> {
  if (!target) throw new Error(usage)
  readSettingsFile()
  const { backups } = readConfig(process.env)
  if (!backups.keys) throw new Error('BACKUP_KEY is not set: without the key of a back-up nobody can read it.')
  const { about, totals } = await verifyArchive(backupLocationOf(target, backups).read(), backups.keys)
  for (const [name, count] of Object.entries(totals.collections)) console.log(`${String(count).padStart(10)}  ${name}`)
  console.log(
    `${String(totals.changed).padStart(10)}  read again, since they changed meanwhile; ${totals.gone} had gone`,
  )
  console.log(
    `The back-up of ${about.madeAt} is whole and unchanged, after migration ${about.migrations.at(-1) ?? 'none'}.`,
  )
}

verify(process.argv[2]).catch(reportFailure)
