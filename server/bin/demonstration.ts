import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import mongoose from 'mongoose'
import { demonstrationMark } from '../outside/demonstration-folder.ts'
import { storedKeyFile } from '../outside/sealing/document-keys.ts'
import type { Database } from '../outside/database/database.ts'
import { migrate, runCommand, type Program } from './program.ts'
import { seed } from './seeding.ts'
import { demonstrationSignIns } from './welcome.ts'

/** Names of the collections that are counted. */
const countedCollections = [
  'accounts',
  'buildings',
  'premises',
  'incentives',
  'applications',
  'earlier_tenancies',
  'viewings',
  'enquiries',
]

/** Makes a demonstration in the data folder and prints what is in it. */
export function makeDemonstration({ dataFolder, emptyFirst }: { dataFolder: string; emptyFirst: boolean }): void {
  runCommand(async (program, database) => {
    refuseShared(database, dataFolder)
    if (emptyFirst) await emptyFolder(dataFolder)
    console.log('Making a demonstration; this takes some seconds.')
    await migrate(program.log)
    await seed(program.services, { demonstration: true })
    await printReport(program)
  })
}

/** Prints what is in the data folder. */
export const reportDemonstration = (): void => runCommand(printReport)

function refuseShared({ engine }: Database, folder: string): void {
  if (engine === 'embedded') return
  throw new Error(`Another process holds the database in ${folder}, which DATA_DIR names. Stop it first.`)
}

/**
 * Drops the data and deletes the other files. The database's own files stay: no other process can take the folder meanwhile.
 */
async function emptyFolder(folder: string): Promise<void> {
  console.log(`Emptying ${folder}.`)
  await mongoose.connection.dropDatabase()
  const retainedNames = ['db', 'db.address', demonstrationMark, storedKeyFile]
  const gone = (await readdir(folder)).filter(name => !retainedNames.includes(name))
  await Promise.all(gone.map(name => rm(path.join(folder, name), { recursive: true })))
}

async function printReport({ config }: Program): Promise<void> {
  const ahead = config.clockAheadDays === 0 ? '' : `CLOCK_AHEAD=${config.clockAheadDays} `
  const lines = [
    `In ${config.dataFolder} there is a demonstration:`,
    ...(await Promise.all(countedCollections.map(countOf))),
    ...demonstrationSignIns(config.publicUrl),
    '',
    `  Start it with the same settings: ${ahead}npm start (or npm run dev)`,
  ]
  console.log(lines.join('\n'))
}

async function countOf(collection: string): Promise<string> {
  const count = await mongoose.connection.collection(collection).countDocuments()
  return `${String(count).padStart(8)}  ${collection.replace('_', ' ')}`
}
