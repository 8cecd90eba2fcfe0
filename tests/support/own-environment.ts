/** Variables of whoever starts the tests that the tests keep: where programs and temporary files are, and what output looks like. */
const kept = new Set([
  ...['PATH', 'HOME', 'USER', 'TMPDIR', 'CI', 'TERM', 'COLORTERM', 'NO_COLOR', 'FORCE_COLOR'],
  // Those that our own tests are set with.
  ...['CHROMIUM', 'WAITING_RUNS', 'WAITING_KILLS', 'NODE_COMPILE_CACHE', 'PREPARED_FOLDER'],
])

/**
 * Gives this process and its children an environment of the tests' own. A `PORT`, `DATA_DIR`, `NODE_ENV` or time zone that
 * somebody has set for their site must not reach a test, nor the settings in a checkout's `.env`.
 */
export function useOwnEnvironment(): void {
  for (const name of Object.keys(process.env)) {
    if (!kept.has(name) && !name.startsWith('VITEST')) Reflect.deleteProperty(process.env, name)
  }
  Object.assign(process.env, { NODE_ENV: 'test', ENV_FILE: 'off', TZ: 'UTC', LANG: 'C.UTF-8' })
}
