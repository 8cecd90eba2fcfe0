import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase, type Database } from '#outside/database/database.ts'
import { testKey } from '../support/sealed.ts'
import { freePort, run, statusOf, until, type Running } from '../support/processes/processes.ts'

const readyWithinMs = 60_000

/**
 * A site of one process on its own embedded database, restarted by a supervisor one second after it has ended. `folder`
 * holds its data; `said` holds the last lines of processes that ended by themselves.
 */
export async function embeddedSite(folder: string) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const fixed = { PUBLIC_URL: 'http://street.example', SESSION_SECRET: 's'.repeat(32), DOCUMENT_KEYS: testKey }
  const env = { ...fixed, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder, DEMO: 'off', TRUST_PROXY: '1' }
  const state = { running: null as Running | null, over: false, more: {} as Record<string, string> }
  const said: string[] = []
  let supervising = Promise.resolve()

  const isOver = () => state.over

  async function supervise(): Promise<void> {
    while (!isOver()) {
      const running = run('server/bin/web.ts', {
        env: { NODE_ENV: 'production', LOG_LEVEL: 'error', ...env, ...state.more },
      })
      state.running = running
      await running.exited
      if (isOver()) return
      said.push(running.output().trim().split('\n').at(-1) ?? '')
      await wait(1_000)
    }
  }
  const ready = () =>
    until(
      async () => (await statusOf(`${url}/readyz`)) === 200,
      () => state.running?.output() ?? '',
      readyWithinMs,
    )

  /** Starts the site with these additional settings. */
  async function start(more: Record<string, string> = {}): Promise<void> {
    Object.assign(state, { over: false, more })
    supervising = supervise()
    await ready()
  }
  async function stop(): Promise<void> {
    state.over = true
    state.running?.process.kill('SIGTERM')
    await supervising
  }
  /** Opens the database of the running process. */
  const open = (): Promise<Database> => openDatabase(`mongodb_embedded://${folder}/db`, { patient: true })

  return { url, env, said, start, stop, ready, open }
}

export const temporaryFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'startup-street-fault-'))
export const removed = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true })
