import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { testKey } from '../sealed.ts'
import { copyPrepared } from './prepared-folder.ts'
import { switchableProxy } from './switchable-proxy.ts'
import { freePort, run, runBuilt, statusOf, until, type Running } from './processes.ts'

/** One web process of the site: its output, port and URL. */
export type Web = Running & { port: number; url: string }

/**
 * Starts a database in its own process, which stands for a MongoDB server, and lets a test start and end processes of the
 * site that share it; `end` ends them all. `env` is added to the environment of all of them. They reach the database by
 * `line`, which a test can cut, while `uri` leads there directly. `folder` is an empty folder for their data. With `prepared`
 * the database is one that a site has been started on before.
 */
export async function severalProcesses({
  env = {},
  folder: given,
  prepared = false,
}: { env?: Record<string, string>; folder?: string; prepared?: boolean } = {}) {
  const folder = given ?? (await mkdtemp(path.join(tmpdir(), 'startup-street-several-')))
  if (prepared) await copyPrepared(folder)
  const started: Running[] = []
  const watch = <R extends Running>(running: R): R => {
    started.push(running)
    return running
  }

  const database = run('tests/support/processes/database-server.ts', { args: [path.join(folder, 'db')] })
  await until(() => database.output().includes('at '), database.output)
  const uri = /at (\S+)/.exec(database.output())?.[1] ?? ''
  const line = await switchableProxy(Number(new URL(uri).port))
  const shared = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'http://street.example',
    SESSION_SECRET: 's'.repeat(32),
    DOCUMENT_KEYS: testKey,
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    MONGODB_URI: line.uri,
    JOBS: 'elsewhere',
    DEMO: 'off',
    ...env,
  }

  /**
   * Starts a `web` on a port and waits until it can serve pages; `of` is the folder of another version that has been built.
   */
  async function web(port?: number, of?: string): Promise<Web> {
    const at = port ?? (await freePort())
    const own = { env: { ...shared, PORT: String(at) } }
    const site = watch(of ? runBuilt(path.join(of, 'dist/server/bin/web.js'), own) : run('server/bin/web.ts', own))
    const url = `http://127.0.0.1:${at}`
    await until(async () => (await statusOf(`${url}/readyz`)) === 200, site.output, 60_000)
    return { ...site, port: at, url }
  }

  /** Starts a `worker` and waits until it runs chores; `of` as above. */
  async function worker(of?: string): Promise<Running> {
    const own = { env: { ...shared, LOG_LEVEL: 'info' } }
    const one = watch(of ? runBuilt(path.join(of, 'dist/server/bin/worker.js'), own) : run('server/bin/worker.ts', own))
    await until(() => one.output().includes('worker started'), one.output, 60_000)
    return one
  }

  async function end(): Promise<void> {
    for (const { process, exited } of started) {
      process.kill('SIGKILL')
      await exited
    }
    await line.close()
    database.process.kill('SIGTERM')
    await database.exited
    if (!given) await rm(folder, { recursive: true, force: true })
  }

  return { uri, line, env: shared, web, worker, end }
}
