import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isReadAtTerminal, terminalLine } from '#outside/terminal-log.ts'
import { builtFrom } from '../support/processes/built-processes.ts'
import { freePort, statusOf, until, watched } from '../support/processes/processes.ts'
import { testLog } from '../support/log.ts'

type Options = { all?: boolean }
/** Returns what somebody at a terminal reads of the lines that `write` logs, without the time of day before each. */
function readableLines(write: (log: ReturnType<typeof testLog>) => void, { all = false }: Options = {}): string {
  const log = testLog()
  write(log)
  const lines = log.lines().map(line => terminalLine(JSON.stringify(line), { all }) ?? '')
  for (const line of lines.filter(Boolean)) expect(line).toMatch(/^\d\d:\d\d:\d\d .*\n$/s)
  return lines.map(line => line.slice('00:00:00 '.length)).join('')
}

describe('the log in a terminal', () => {
  it('shows a request with its path, status and time', () => {
    const request = { reqId: '7', req: { method: 'GET', path: '/en' }, res: { status: 200 }, responseTime: 12 }
    expect(readableLines(log => log.info(request, 'request completed'))).toBe('GET /en 200, 12 ms\n')
  })

  it('shows an error with its stack, its details and its request id', () => {
    const err = new Error('no such unit')
    const lines = readableLines(log => log.error({ reqId: '7', err, unit: 'SFH-A-0101' }, 'request failed'))
    expect(lines).toMatch(
      /^ERROR request failed \{ reqId: '7', unit: 'SFH-A-0101' \}\n {4}Error: no such unit\n {8}at /,
    )
    expect(lines).toContain('terminal-log.test.ts:')
    expect(lines.endsWith('\n')).toBe(true)
  })

  it('shows a warning with its details', () => {
    const lines = readableLines(log => log.warn({ setting: 'SMTP_URL' }, 'letters reach nobody'))
    expect(lines).toBe("WARNING letters reach nobody { setting: 'SMTP_URL' }\n")
  })

  it('omits the work of jobs, effects and migrations, unless everything is requested', () => {
    const write = (log: ReturnType<typeof testLog>) => {
      log.child({ migration: '2026-11-25-words' }).info({ premises: 3 }, 'words are in the index')
      log.info({ migrations: 24 }, 'the database is new; 24 migrations are part of it')
      log.info({ reqId: 'sweep-7', done: 3 }, 'effects carried out')
      log.info('shutting down')
    }
    expect(readableLines(write)).toBe('shutting down\n')
    const all = readableLines(write, { all: true })
    expect(all).toContain("words are in the index { migration: '2026-11-25-words', premises: 3 }\n")
    expect(all).toContain("effects carried out { reqId: 'sweep-7', done: 3 }\n")
  })

  it('is readable in terminals, but not in files, pipes and production', () => {
    expect(isReadAtTerminal(false, { isTTY: true })).toBe(true)
    expect(isReadAtTerminal(false, {})).toBe(false)
    expect(isReadAtTerminal(true, { isTTY: true })).toBe(false)
  })

  // util-linux has the command that makes a terminal; macOS has another one of the same name.
  const hasTerminal = spawnSync('script', ['--version']).status === 0
  it.runIf(hasTerminal || process.env.CI)(
    'explains the first start, the address of the site and how to stop it, without JSON',
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-terminal-'))
      const port = await freePort()
      const command = `exec ${process.execPath} --enable-source-maps ${builtFrom('server/bin/web.ts')}`
      const { PATH, NODE_COMPILE_CACHE } = process.env
      const env = { PATH, NODE_COMPILE_CACHE, ENV_FILE: 'off', DATA_DIR: folder, PORT: String(port), DEMO: 'off' }
      const terminal = spawn('script', ['-qefc', command, '/dev/null'], { env: { ...env, HOST: '127.0.0.1' } })
      const site = watched(terminal)
      try {
        await until(() => site.output().includes('Ctrl+C ends the site'), site.output)
        expect(await statusOf(`http://127.0.0.1:${port}/en`)).toBe(200)
        await until(() => /GET \/en 200, \d+ ms/.test(site.output()), site.output)
        terminal.stdin.write('\u0003')
        expect(await site.exited).toEqual({ code: 0, signal: null })
        expect(site.output()).toMatch(/first start: making the database .* takes some ten seconds/)
        expect(site.output()).toContain(`  Startup Street is at http://localhost:${port}`)
        expect(site.output()).toContain(`  All data is in ${folder}`)
        expect(site.output()).not.toContain('"level"')
        expect(site.output().trim().split('\n').length).toBeLessThan(15)
      } finally {
        terminal.kill('SIGKILL')
        await rm(folder, { recursive: true, force: true })
      }
    },
    40_000,
  )
})
