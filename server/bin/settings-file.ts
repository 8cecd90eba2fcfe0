import { existsSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../outside/project-root.ts'

/**
 * Adds the settings of a file to the environment; what the environment already has wins. The file is the one that
 * `ENV_FILE` names (`off`: none), otherwise `.env` in the working directory or else beside package.json, if there is one.
 * Returns its path, or null when there is none. Throws a sentence when the file cannot be read.
 */
export function readSettingsFile(): string | null {
  const named = process.env.ENV_FILE
  if (named === 'off') return null
  const usual = [path.resolve('.env'), path.join(projectRoot, '.env')].find(file => existsSync(file))
  const file = named ? path.resolve(named) : usual
  if (!file) return null
  try {
    process.loadEnvFile(file)
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new Error(`The settings in ${file} cannot be read (${code}). Mend the file, or name another with ENV_FILE.`, {
      cause: error,
    })
  }
  return file
}
