import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import mongoose from 'mongoose'
import { readConfig, type Config } from '../config.ts'
import { demonstrationMark, isDemonstrationFolder, markAsDemonstration } from '../outside/data-folder.ts'
import { storedKeyFile } from '../outside/sealing/document-keys.ts'
import type { Database } from '../outside/database/database.ts'
import { reportFailure } from './opening.ts'
import { migrate, runCommand, type Program } from './program.ts'
import { seed } from './seeding.ts'
import { readSettingsFile } from './settings-file.ts'
import { demonstrationSignIns } from './welcome.ts'

const howToMake = 'npm run demo -- fresh'
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

try {
  await demo(process.argv.slice(2))
} catch (error) {
  reportFailure(error)
}

/**
 * With `fresh`, makes a demonstration in the data folder of the settings, after emptying an earlier one; without an
 * argument, prints what is there. Starts no site. Throws a sentence that names the setting when no demonstration may be made
 * there.
 */
async function demo([asked, ...more]: string[]): Promise<void> {
  if (more.length > 0 || !(asked === undefined || asked === 'fresh')) {
    throw new Error('npm run demo takes nothing, to say what is there, or fresh, to make it anew.')
  }
  readSettingsFile()
  if (process.env.NODE_ENV === 'production') {
    throw new Error('NODE_ENV is production, where no demonstration is made.')
  }
  const config = readConfig(process.env)
  requireDemonstration(config)
  const there = await stateOf(config.dataFolder)
  if (asked === undefined) reportState(config, there)
  else await makeFresh(config, there)
}

function requireDemonstration({ demonstration, databaseInDataFolder }: Config): void {
  if (!demonstration) throw new Error('DEMO is off, so that nobody could sign in to a demonstration; leave it out.')
  if (databaseInDataFolder) return
  throw new Error('MONGODB_URI names a database, and a demonstration is made in DATA_DIR only; leave it out.')
}

type State = 'nothing' | 'demonstration' | 'something else'

async function stateOf(folder: string): Promise<State> {
  const names = await readdir(folder).catch(() => [])
  if (names.length === 0) return 'nothing'
  return (await isDemonstrationFolder(folder)) ? 'demonstration' : 'something else'
}

function foreignFolderMessage(folder: string): string {
  return `DATA_DIR names ${folder}, which holds what this command has not made`
}

function reportState({ dataFolder }: Config, there: State): void {
  if (there === 'nothing') console.log(`There is nothing in ${dataFolder}. Make a demonstration: ${howToMake}`)
  else if (there === 'something else') console.log(`${foreignFolderMessage(dataFolder)}.`)
  else runCommand(printReport)
}

async function makeFresh({ dataFolder }: Config, there: State): Promise<void> {
  if (there === 'something else') {
    const mark = path.join(dataFolder, demonstrationMark)
    throw new Error(
      `${foreignFolderMessage(dataFolder)}; name another folder or, if nothing in it is needed, make the file ${mark}.`,
    )
  }
  await markAsDemonstration(dataFolder)
  runCommand(async (program, database) => {
    refuseShared(database, dataFolder)
    if (there === 'demonstration') await emptyFolder(dataFolder)
    console.log('Making a demonstration; this takes some seconds.')
    await migrate(program.log)
    await seed(program.services, { demonstration: true })
    await printReport(program)
  })
}

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
