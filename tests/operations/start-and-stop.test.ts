import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#outside/database/database.ts'
import { copyPrepared } from '../support/processes/prepared-folder.ts'
import { freePort, run, runScript, statusOf, until, type Running } from '../support/processes/processes.ts'

describe('a site', () => {
  let folder: string
  let port: number
  const started: Running[] = []

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-start-'))
    port = await freePort()
  })
  afterEach(async () => {
    for (const { process, exited } of started.splice(0)) {
      process.kill('SIGKILL')
      await exited
    }
    await rm(folder, { recursive: true, force: true })
  })

  const env = (more: Record<string, string> = {}) => ({
    NODE_ENV: 'development',
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    MONGODB_URI: `mongodb_embedded://${folder}/db`,
    DEMO: 'off',
    ...more,
  })
  const start = (more: Record<string, string> = {}) => {
    const site = run('server/bin/web.ts', { env: env(more) })
    started.push(site)
    return site
  }
  const isUp = (site: Running) =>
    until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200, site.output)

  it('prints its address and its mail folder, keeps its session secret, and starts again in the same folder', async () => {
    const first = start()
    await isUp(first)
    await until(() => first.output().includes('Mail goes to'), first.output)
    expect(first.output()).toContain(`http://localhost:${port}`)
    expect(first.output()).not.toContain('SMTP_URL')
    const secret = await readFile(path.join(folder, 'session-secret'), 'utf8')
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(first.output()).not.toContain(secret)

    first.process.kill('SIGTERM')
    expect(await first.exited).toEqual({ code: 0, signal: null })
    const second = start()
    await isUp(second)
    expect(await readFile(path.join(folder, 'session-secret'), 'utf8')).toBe(secret)
  }, 40_000)

  it('shuts down within 15 seconds after SIGTERM even if a client holds a half-open connection', async () => {
    await copyPrepared(folder)
    const site = start()
    await isUp(site)
    const lingering = connect(port, '127.0.0.1')
    lingering.on('error', () => undefined)
    lingering.write('POST /ru/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf')
    const asked = performance.now()
    site.process.kill('SIGTERM')
    expect(await site.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - asked).toBeLessThan(15_000)
    lingering.destroy()
  }, 40_000)

  it('shuts down with npm on SIGTERM, reads its settings from .env, and keeps DATA_DIR private', async () => {
    const data = path.join(folder, 'kept')
    await writeFile(
      path.join(folder, '.env'),
      [
        'NODE_ENV=production',
        'PUBLIC_URL=https://street.example',
        `SESSION_SECRET=${'s'.repeat(32)}`,
        `DOCUMENT_KEYS=${'k'.repeat(32)}`,
        `DATA_DIR=${data}`,
        'HOST=127.0.0.1',
        'PORT=1 # the real environment has another',
      ].join('\n'),
    )
    const npm = await runScript('start', folder, { env: { PORT: String(port) } })
    started.push(npm)
    await isUp(npm)
    await until(() => npm.output().includes('Mail goes to'), npm.output)
    expect(npm.output()).toContain('Startup Street is at https://street.example')
    expect(npm.output()).not.toContain('Demonstration people')
    expect(npm.output(), 'the log').toMatch(/"level":40,[^\n]*"setting":"SMTP_URL"/)
    expect(npm.output().match(/"level":40,[^\n]*"setting":"TRUST_PROXY"/g)).toHaveLength(1)
    expect(npm.output(), 'the welcome').toMatch(/^ {2}Set SMTP_URL: until then letters reach nobody/m)
    expect(await readdir(data)).toContain('db')
    expect(await openToOthers(data)).toEqual([])

    const asked = performance.now()
    npm.process.kill('SIGTERM')
    await npm.exited
    await until(async () => (await statusOf(`http://127.0.0.1:${port}/healthz`)) === 0, npm.output, 15_000)
    expect(performance.now() - asked).toBeLessThan(15_000)
    const database = await openDatabase(`mongodb_embedded://${data}/db`)
    expect(database.engine).toBe('embedded')
    await database.close()
  }, 40_000)

  it.each([
    ['secrets are missing in production', { NODE_ENV: 'production' }, 'SESSION_SECRET and PUBLIC_URL must be set'],
    ['a setting makes no sense', { PORT: 'many' }, 'PORT'],
    [
      'its database has no address',
      { MONGODB_URI: 'mongodb://anna:secret-word@localhost:port/street' },
      'MONGODB_URI does not lead to a database',
    ],
    ['its settings file is not there', { ENV_FILE: '/nowhere/.env' }, 'ENV_FILE'],
    ['its address is not of this machine', { HOST: '192.0.2.1' }, 'HOST names 192.0.2.1, where'],
  ])('refuses to start when %s, with one sentence', async (_case, more, sentence) => {
    const site = start(more)
    expect((await site.exited).code).toBe(1)
    expect(site.output()).toContain(sentence)
    expect(site.output()).not.toMatch(/ {4}at |secret-word/)
  })

  it('reports clearly that another process uses the folder or the port', async () => {
    await copyPrepared(folder)
    const first = start()
    await isUp(first)
    const second = start({ PORT: String(await freePort()) })
    expect((await second.exited).code).toBe(1)
    expect(second.output()).toContain('Another process holds the database')

    const third = start({ MONGODB_URI: `mongodb_embedded://${folder}/other` })
    expect((await third.exited).code).toBe(1)
    expect(third.output()).toContain(`Port ${port} is in use`)
  }, 60_000)

  it('works while command-line tools use its database', async () => {
    await copyPrepared(folder)
    const site = start()
    await isUp(site)
    const tool = run('server/bin/migrate.ts', { env: env() })
    expect((await tool.exited).code).toBe(0)
    expect(tool.output()).toContain('up to date')
    expect(await statusOf(`http://127.0.0.1:${port}/readyz`)).toBe(200)
  }, 40_000)

  it('keeps running after command-line tools have connected to its database 50 times', async () => {
    await copyPrepared(folder)
    const site = start()
    await isUp(site)
    const joiner = run('tests/operations/joiner.ts', { args: [`mongodb_embedded://${folder}/db`, '50'] })
    started.push(joiner)
    expect((await joiner.exited).code).toBe(0)
    expect(joiner.output()).toBe('done\n')
    expect(await statusOf(`http://127.0.0.1:${port}/readyz`)).toBe(200)
    expect(await statusOf(`http://127.0.0.1:${port}/ru/premises`)).toBe(200)
    site.process.kill('SIGTERM')
    expect(await site.exited).toEqual({ code: 0, signal: null })
  }, 60_000)
})

/** Returns the folder and what is below it that others than the owner may read or write. */
async function openToOthers(folder: string): Promise<string[]> {
  const all = [folder, ...(await readdir(folder, { recursive: true })).map(name => path.join(folder, name))]
  const modes = await Promise.all(all.map(async name => ({ name, mode: (await stat(name)).mode })))
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ name }) => name)
}
