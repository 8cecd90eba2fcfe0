import { lstatSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { projectRoot } from '../outside/project-root.ts'

/**
 * Adds the settings of a file to the environment; variables that are already set win. The file is the one that `ENV_FILE`
 * names (`off`: none), otherwise `.env` in the working directory or else beside package.json, if there is one. Returns its
 * path, or null when there is none. Throws a sentence when the file cannot be read or contains anything but settings: a site
 * without its settings would be a development site with demonstration accounts.
 */
export function readSettingsFile(env: NodeJS.ProcessEnv = process.env, workingFolder = process.cwd()): string | null {
  const named = env.ENV_FILE
  if (named === 'off') return null
  const usual = [workingFolder, projectRoot].map(folder => path.join(folder, '.env')).find(exists)
  const file = named ? path.resolve(workingFolder, named) : usual
  if (!file) return null
  for (const [name, value] of Object.entries(readSettings(file))) env[name] ??= value
  return file
}

/** Checks whether a file exists. A dangling link counts as existing: its target may be on a disk that is not mounted yet. */
const exists = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined

function readSettings(file: string): NodeJS.Dict<string> {
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
    const odd = findInvalidLine(text)
    if (odd > 0) throw new Error(`line ${odd} is no setting`)
    return parseEnv(text)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Error(
      `The settings in ${file} cannot be read (${code ?? message}). Mend the file, or name another with ENV_FILE.`,
      { cause: error },
    )
  }
}

/**
 * Returns the number, from 1, of the first line that is not a setting, a remark or empty; 0 when there is none. The parser
 * skips such lines, and so skips a whole file that an editor has saved as UTF-16. Quoted values may have several lines.
 */
function findInvalidLine(text: string): number {
  const quoted = /(?<==[ \t]*)(["'`])[^]*?\1/g
  const lines = text.replace(quoted, value => value.replace(/[^\n]/g, '')).split('\n')
  return lines.findIndex(line => !/^\s*(#|$|(export\s+)?[\w.-]+\s*=|\s*$)/.test(line)) + 1
}
