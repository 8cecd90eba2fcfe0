import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import mongoose from 'mongoose'
import { backupLocationOf } from '../outside/backup/places.ts'
import { restore } from '../outside/backup/restoring.ts'
import { withLease } from '../outside/database/lease.ts'
import { knownMigrations } from '../outside/database/migrations.ts'
import { migrationsFolder, runOnDatabase } from './opening.ts'

const usage = 'Usage: npm run restore -- <file or s3://bucket/name>'

/** Restores a back-up into the empty database of the settings, then builds indexes and runs later migrations. */
await runOnDatabase(async ({ backups: { keys: secrets, ...settings } }, { engine }) => {
  const [target] = process.argv.slice(2)
  if (!target) throw new Error(usage)
  if (!secrets) throw new Error('BACKUP_KEY is not set: without the key of a back-up nobody can read it.')
  if (engine === 'shared') throw new Error('A site holds the database in DATA_DIR. Stop it first.')
  const { db } = mongoose.connection
  if (!db) throw new Error('restoring needs an open database')
  const known = await knownMigrations(migrationsFolder)
  console.log(`Reading ${target} to its end before anything is written.`)
  const { about, documents } = await withLease('preparing the database', mayGoOn =>
    restore({ db, place: backupLocationOf(target, settings), secrets, known, mayGoOn }),
  )
  console.log(`The back-up of ${about.madeAt} with ${documents} documents is there; building indexes.`)
})
if (!process.exitCode) await buildIndexes()

/**
 * Runs the `migrate` command in a process of its own: only the whole program knows the indexes and the migrations since the
 * back-up.
 */
async function buildIndexes(): Promise<void> {
  const command = path.join(import.meta.dirname, 'migrate.js')
  const [code] = (await once(spawn(process.execPath, [command], { stdio: 'inherit' }), 'exit')) as [number | null]
  process.exitCode = code ?? 1
}
