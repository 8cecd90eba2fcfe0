import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { testKey } from '../sealed.ts'
import { builtFrom } from './built-processes.ts'

const root = path.join(import.meta.dirname, '../../..')

/** Environment that every started process inherits: where programs are, and where compiled code is cached. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  return { PATH, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) }
}

/** A started process with its output. */
export type Running = {
  process: ChildProcess
  output: () => string
  exited: Promise<{ code: number | null; signal: string | null }>
}

/** `env` is added to what the process inherits and the test key; `node` is the Node to run it with, `user` the id of another user. */
type Options = { args?: string[]; env?: Record<string, string>; node?: string; user?: number }

/** Runs the built version of a command or test process, named by its source; no developer's `.env` is read. */
export const run = (source: string, options: Options = {}): Running => runBuilt(builtFrom(source), options)

/** Runs a built file in the same way as `run`. Not in the checkout, where a developer's `./data` may be. */
export function runBuilt(file: string, { args = [], env = {}, node = process.execPath, user }: Options = {}): Running {
  return watched(
    spawn(node, ['--enable-source-maps', file, ...args], {
      // Other users may not look into the folder of the tests.
      ...(user === undefined ? { cwd: process.env.PREPARED_FOLDER ?? tmpdir() } : { cwd: '/', uid: user, gid: user }),
      env: { ...inherited(), ENV_FILE: 'off', DOCUMENT_KEYS: testKey, ...env },
    }),
  )
}

/**
 * Runs a script of package.json through npm in a folder that looks like an installation: the built program as `dist`,
 * `deploy`, and the `.env` that the test has put there.
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
  await symlink(path.join(root, 'deploy'), path.join(folder, 'deploy'))
  return watched(
    spawn('npm', ['run', '--silent', script, '--', ...args], {
      cwd: folder,
      env: { ...inherited(), HOME: folder, npm_config_update_notifier: 'false', ...env },
    }),
  )
}

/** Wraps a child process and collects its output. */
export function watched(child: ChildProcessWithoutNullStreams): Running {
  const said: string[] = []
  child.stdout.on('data', chunk => said.push(String(chunk)))
  child.stderr.on('data', chunk => said.push(String(chunk)))
  const exited = new Promise<{ code: number | null; signal: string | null }>(resolve => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  return { process: child, output: () => said.join(''), exited }
}

/** Polls until the answer is yes; throws with the text of `describe` on a timeout. */
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

/** Returns a port that is free at the moment. */
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

/** Returns the response status of an address; 0 when nothing answers. */
export const statusOf = (url: string): Promise<number> =>
  fetch(url, { redirect: 'manual' }).then(
    ({ status }) => status,
    () => 0,
  )
