import path from 'node:path'
import { readConfig, type Config } from '../config.ts'
import { prepareDataFolder } from '../outside/data-folder.ts'
import { takeIdentityOfOwner } from '../outside/data-owner.ts'
import { isEmbedded, openDatabase, type Database } from '../outside/database/database.ts'
import { isDatabaseAway, isUnknownHost, reasonOf } from '../outside/database/database-away.ts'
import { requireKnownKeys } from '../outside/sealing/known-keys.ts'
import { requireTwoFactorKey } from '../outside/sealing/two-factor-key.ts'
import { twoFactorSecretsOf } from '../outside/stored-secret.ts'
import { createLog } from '../outside/log.ts'
import { isReadAtTerminal } from '../outside/terminal-log.ts'
import { reportFailure } from './failure.ts'
import { readSettingsFile } from './settings-file.ts'

export const migrationsFolder = path.join(import.meta.dirname, '../migrations')

/**
 * Opens the database of the settings. Throws a sentence that names the setting when no database is found there, or when keys
 * are missing.
 */
export async function openConfigured(
  config: Config,
  { withoutKeys = false, ...options }: { patient?: boolean; withoutKeys?: boolean } = {},
): Promise<Database> {
  const database = await openAt(config, options)
  return withoutKeys ? database : requireKeys(config, database)
}

async function openAt({ mongoUri }: Config, options: { patient?: boolean }): Promise<Database> {
  try {
    return await openDatabase(mongoUri, options)
  } catch (error) {
    if (isEmbedded(mongoUri) || (isDatabaseAway(error) && !isUnknownHost(error))) throw error
    throw new Error(`MONGODB_URI does not lead to a database (${reasonOf(error)}).`, { cause: error })
  }
}

/**
 * Closes the database and throws when a key of it is not set: what is sealed with that key must not be overwritten, and new
 * data must not be sealed with a wrong one.
 */
async function requireKeys(config: Config, database: Database): Promise<Database> {
  try {
    await requireKnownKeys()
    await requireTwoFactorKey(() => twoFactorSecretsOf(config))
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/**
 * Runs a command that copies all data without knowing its meaning. Opens the database without the rest of the program, which
 * takes 100 MB, does one thing, closes it, and prints failures in one sentence.
 */
export async function runOnDatabase(work: (config: Config, database: Database) => Promise<void>): Promise<void> {
  try {
    process.umask(0o077)
    readSettingsFile()
    const config = readConfig(process.env)
    const log = await createLog(config.logLevel, { atTerminal: isReadAtTerminal(config.production) })
    await takeIdentityOfOwner(config, log)
    await prepareDataFolder(config, log)
    const database = await openConfigured(config, { patient: true, withoutKeys: true })
    try {
      await work(config, database)
    } finally {
      await database.close()
    }
  } catch (error) {
    reportFailure(error)
  }
}
