import mongoose from 'mongoose'
import { placeOf } from '../outside/backup/places.ts'
import { restore } from '../outside/backup/restoring.ts'
import { withLease } from '../outside/database/lease.ts'
import { knownMigrations } from '../outside/database/migrations.ts'
import { migrate, migrationsFolder, runCommand } from './program.ts'

const usage = 'Usage: npm run restore -- <file or s3://bucket/name>'

/** Puts a back-up into the empty database of the settings and brings it to what this version of the program expects. */
runCommand(async ({ config, log }, { engine }) => {
  const [target] = process.argv.slice(2)
  if (!target) throw new Error(usage)
  const { keys: secrets, ...settings } = config.backups
  if (!secrets) throw new Error('BACKUP_KEY is not set: without the key of a back-up nobody can read it.')
  if (engine === 'shared') throw new Error('A site holds the database in DATA_DIR. Stop it first.')
  const { db } = mongoose.connection
  if (!db) throw new Error('restoring needs an open database')
  const known = await knownMigrations(migrationsFolder)
  console.log(`Reading ${target} to its end before anything is written.`)
  const { about, documents } = await withLease('preparing the database', mayGoOn =>
    restore({ db, place: placeOf(target, settings), secrets, known, mayGoOn }),
  )
  console.log(`${documents} documents of ${about.madeAt} are there; building indexes.`)
  const ran = await migrate(log)
  console.log(ran.length > 0 ? `Migrated: ${ran.join(', ')}.` : 'Restored.')
})
