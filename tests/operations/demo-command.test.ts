import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { demonstrationPassword, demonstrationPeople } from '#features/accounts/demonstration.ts'
import { freePort, run, statusOf, until, type Running } from '../support/processes/processes.ts'

let folder: string
let data: string
const started: Running[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'startup-street-demo-'))
  data = path.join(folder, 'data')
})
afterEach(async () => {
  for (const { process, exited } of started.splice(0)) {
    process.kill('SIGKILL')
    await exited
  }
  await rm(folder, { recursive: true, force: true })
})

function start(source: string, args: string[], env: Record<string, string> = {}): Running {
  // Its key is created in the folder, which `fresh` empties.
  const process = run(source, { args, env: { DATA_DIR: data, LOG_LEVEL: 'error', DOCUMENT_KEYS: '', ...env } })
  started.push(process)
  return process
}

async function demo(args: string[], env: Record<string, string> = {}) {
  const { exited, output } = start('server/bin/demo.ts', args, env)
  const { code } = await exited
  return { code, said: output() }
}

/** Parses lines such as `    346  premises` into [name, count]. */
const counted = (said: string) =>
  [...said.matchAll(/^ +(\d+) {2}(.+)$/gm)].map(([, count, name]) => [name, Number(count)] as const)

describe('npm run demo', () => {
  it('creates a demonstration, and the same one again on another day', async () => {
    const first = await demo(['fresh'])
    expect([first.code, first.said]).toEqual([0, expect.stringContaining(demonstrationPassword)])
    for (const { email } of demonstrationPeople) expect(first.said).toContain(email)
    expect(first.said).toContain('npm start')
    expect(Object.fromEntries(counted(first.said))).toMatchObject({ accounts: 9, buildings: 14 })
    for (const [, count] of counted(first.said)) expect(count).toBeGreaterThan(0)

    await writeFile(path.join(data, 'left-behind'), 'by somebody who tried things')
    const second = await demo(['fresh'], { CLOCK_AHEAD: '200' })
    expect([second.code, second.said]).toEqual([0, expect.stringContaining(`Emptying ${data}`)])
    expect(second.said).toContain('CLOCK_AHEAD=200')
    expect(counted(second.said)).toEqual(counted(first.said))
    expect(existsSync(path.join(data, 'left-behind'))).toBe(false)
    expect(existsSync(path.join(data, 'document-keys'))).toBe(true)

    const told = await demo([])
    expect(told.code).toBe(0)
    expect(counted(told.said)).toEqual(counted(first.said))
    expect(told.said).not.toContain('Emptying')
  }, 90_000)

  it('empties what the first start of the site made with its example street', async () => {
    const port = await freePort()
    const site = start('server/bin/web.ts', [], { PORT: String(port), HOST: '127.0.0.1', JOBS: 'elsewhere' })
    await until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200, site.output, 60_000)
    site.process.kill('SIGTERM')
    await site.exited
    expect(await demo(['fresh'])).toMatchObject({ code: 0, said: expect.stringContaining(`Emptying ${data}`) })
  }, 120_000)

  it('does not change a folder that a running site uses', async () => {
    const port = await freePort()
    const env = { PORT: String(port), HOST: '127.0.0.1', JOBS: 'elsewhere', DEMO: 'off' }
    const site = start('server/bin/web.ts', [], env)
    await until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200, site.output, 40_000)
    // As if the command had created it.
    await writeFile(path.join(data, 'demonstration.txt'), '')
    const refused = await demo(['fresh'])
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/holds the database .* Stop it first/) })
    // The stored data can be read beside the site.
    expect(counted((await demo([])).said).length).toBeGreaterThan(0)
  }, 90_000)

  it('does not change a folder that it did not create, and names the setting that points to it', async () => {
    await mkdir(data)
    await writeFile(path.join(data, 'letter.txt'), 'of somebody')
    const { code, said } = await demo(['fresh'])
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^DATA_DIR names .* has not made; .*demonstration\.txt\.\n$/),
    ])
    expect(await readFile(path.join(data, 'letter.txt'), 'utf8')).toBe('of somebody')
    expect(await demo([])).toMatchObject({ code: 0, said: expect.stringContaining('has not made') })
  }, 20_000)

  it('creates nothing unless asked to', async () => {
    const { code, said } = await demo([])
    expect([code, said]).toEqual([0, expect.stringContaining('npm run demo -- fresh')])
    expect(existsSync(data)).toBe(false)
  })

  it('refuses with one sentence that names the setting', async () => {
    const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://street.example', SESSION_SECRET: 'x'.repeat(40) }
    const because = (setting: string, env: Record<string, string>) => ({ setting, env })
    const refusals = [
      because('NODE_ENV', production),
      because('NODE_ENV', { NODE_ENV: 'production', DEMO: 'on' }),
      because('DEMO', { DEMO: 'off' }),
      because('MONGODB_URI', { MONGODB_URI: 'mongodb://127.0.0.1:1/street' }),
      because('DATA_DIR', { DATA_DIR: path.join(import.meta.filename, 'nowhere') }),
    ]
    await Promise.all(
      refusals.map(async ({ setting, env }) => {
        const { code, said } = await demo(['fresh'], env)
        expect([code, said]).toEqual([1, expect.stringMatching(new RegExp(`^${setting} .*\\.\\n$`))])
      }),
    )
    expect(existsSync(data)).toBe(false)
  }, 40_000)

  it('accepts only one argument, fresh', async () => {
    expect(await demo(['clean'])).toMatchObject({ code: 1, said: expect.stringContaining('fresh') })
  })
})
