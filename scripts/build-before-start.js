// Before `npm start` and the commands: in development builds what has changed. In production a start only looks whether there
// is a build: it may run as a user who can write nothing here, without what a build needs, beside others that read it.
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'

/** As `server/bin/settings-file.ts`, which is not built yet: the file that is named, else `.env` here or beside package.json. */
function settingsFile() {
  const { ENV_FILE: named } = process.env
  if (named === 'off') return undefined
  if (named) return path.resolve(named)
  const usual = [process.cwd(), path.dirname(import.meta.dirname)].map(folder => path.join(folder, '.env'))
  return usual.find(file => lstatSync(file, { throwIfNoEntry: false }))
}

function isProduction() {
  const file = settingsFile()
  try {
    const settings = file ? parseEnv(readFileSync(file, 'utf8')) : {}
    return (process.env.NODE_ENV ?? settings.NODE_ENV) === 'production'
  } catch (error) {
    end(`The settings in ${file} cannot be read (${error.code}). Mend the file, or name another with ENV_FILE.`)
  }
}

function end(sentence) {
  console.error(sentence)
  process.exit(1)
}

if (!isProduction()) await import('./build.js')
else if (!existsSync('dist/assets.json'))
  end(
    'There is no build, and in production none is made at a start. Make it with npm run build, as whoever installs the site.',
  )
