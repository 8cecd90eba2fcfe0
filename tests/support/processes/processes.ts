import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { testKey } from '../sealed.ts'
import { builtFrom } from './built-processes.ts'

const root = path.join(import.meta.dirname, '../../..')

/** What every process of ours gets of this one's environment: where programs are, and where compiled ones are kept. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  return { PATH, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) }
}

/** A process of ours, with everything it said. */
export type Running = {
  process: ChildProcess
  output: () => string
  exited: Promise<{ code: number | null; signal: string | null }>
}

/** `env` is all that the process gets besides what it inherits and the key of the tests; `node` are options of Node. */
type Options = { args?: string[]; env?: Record<string, string>; node?: readonly string[] }

/** Runs a command or a process of the tests, by its source and as it was built; no developer's `.env` is read. */
export const run = (source: string, options: Options = {}): Running => runBuilt(builtFrom(source), options)

/** Runs a built file, in the way of `run`. */
export function runBuilt(
  file: string,
  { args = [], env = {}, node = ['--enable-source-maps'] }: Options = {},
): Running {
  return watched(
    spawn(process.execPath, [...node, file, ...args], {
      cwd: root,
      env: { ...inherited(), ENV_FILE: 'off', DOCUMENT_KEYS: testKey, ...env },
    }),
  )
}

/**
 * Runs a script of package.json through npm, in a folder that stands for an installation: the built program as `dist`,
 * and the `.env` that the test has put there.
 */
export async function runScript(
  script: string,
  folder: string,
  { args = [], env = {} }: Options = {},
): Promise<Running> {
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ scripts: { [script]: scripts[script] } }))
  await symlink(path.dirname(path.dirname(path.dirname(builtFrom('server/bin/web.ts')))), path.join(folder, 'dist'))
  return watched(
    spawn('npm', ['run', '--silent', script, '--', ...args], {
      cwd: folder,
      env: { ...inherited(), HOME: folder, npm_config_update_notifier: 'false', ...env },
    }),
  )
}

/** A child process with everything it says. */
export function watched(child: ChildProcessWithoutNullStreams): Running {
  const said: string[] = []
  child.stdout.on('data', chunk => said.push(String(chunk)))
  child.stderr.on('data', chunk => said.push(String(chunk)))
  const exited = new Promise<{ code: number | null; signal: string | null }>(resolve => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  return { process: child, output: () => said.join(''), exited }
}

/** Asks again and again until the answer is yes; throws with what `describe` says when it takes too long. */
export async function until(
  question: () => Promise<boolean> | boolean,
  describe: () => string,
  patienceMs = 20_000,
): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (Date.now() < deadline) {
    if (await question()) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error(`waited in vain: ${describe()}`)
}

/** A port that nobody uses at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The status that an address answers with, or 0 when nothing answers. */
export const statusOf = (url: string): Promise<number> =>
  fetch(url, { redirect: 'manual' }).then(
    ({ status }) => status,
    () => 0,
  )
