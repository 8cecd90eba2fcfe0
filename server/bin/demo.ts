import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { readConfig, type Config } from '../config.ts'
import { takeIdentityOfOwner } from '../outside/data-owner.ts'
import { demonstrationMark, isDemonstrationFolder, markAsDemonstration } from '../outside/demonstration-folder.ts'
import { createLog } from '../outside/log.ts'
import { isReadAtTerminal } from '../outside/terminal-log.ts'
import { reportFailure } from './failure.ts'
import { readSettingsFile } from './settings-file.ts'

// A refusal needs none of the program, which takes a second to load: it is imported when there is something to do.

const howToMake = 'npm run demo -- fresh'

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
  if (asked === undefined) await reportState(config, there)
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

async function reportState({ dataFolder }: Config, there: State): Promise<void> {
  if (there === 'nothing') console.log(`There is nothing in ${dataFolder}. Make a demonstration: ${howToMake}`)
  else if (there === 'something else') console.log(`${foreignFolderMessage(dataFolder)}.`)
  else (await import('./demonstration.ts')).reportDemonstration()
}

async function makeFresh(config: Config, there: State): Promise<void> {
  const { dataFolder } = config
  if (there === 'something else') {
    const mark = path.join(dataFolder, demonstrationMark)
    throw new Error(
      `${foreignFolderMessage(dataFolder)}; name another folder or, if nothing in it is needed, make the file ${mark}.`,
    )
  }
  await takeIdentityOfOwner(
    config,
    await createLog(config.logLevel, { atTerminal: isReadAtTerminal(config.production) }),
  )
  await markAsDemonstration(dataFolder)
  const { makeDemonstration } = await import('./demonstration.ts')
  makeDemonstration({ dataFolder, emptyFirst: there === 'demonstration' })
}
