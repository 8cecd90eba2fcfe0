// Runs before `npm start` and the commands. In development it builds what has changed. In production, and where the packages
// that build are not installed, it only checks that a build exists: the process may run as a user without write permission,
// without the build tools, beside others that read the build.
import { existsSync, lstatSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'

/**
 * Returns the settings file like `server/bin/settings-file.ts`, which is not built yet: the named file, else `.env` here or
 * beside package.json.
 */
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

/** Whether the packages that build are installed; `npm ci --omit=dev` leaves them out. */
const canBuild = existsSync('node_modules/esbuild')

if (!isProduction() && canBuild) await import('./build.js')
else if (!existsSync('dist/assets.json'))
  end(
    isProduction()
      ? 'There is no build, and in production none is made at a start. Make it with npm run build, as whoever installs the site.'
      : 'There is no build, and the packages that make one are not installed: npm ci installs them.',
  )
