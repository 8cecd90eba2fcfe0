import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { until } from './processes.ts'

/** Text that the test signature finds anywhere in a file. */
export const malware = 'STARTUP-STREET-TEST-MALWARE-4f1c9a'

/**
 * Checks whether Debian's clamd is installed. CI installs it (.ci/run), so its absence fails the tests there; elsewhere they
 * are skipped with a message.
 */
export function hasClamd(): boolean {
  try {
    execFileSync('clamd', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    if (process.env.CI === 'true') throw new Error('clamd is missing: apt-get install clamav-daemon (see .ci/run)')
    process.stderr.write('clamd is not installed (apt-get install clamav-daemon): its tests are SKIPPED\n')
    return false
  }
}

/** Starts a real clamd on its own socket, with one test signature instead of the millions of ClamAV. */
export function testClamd({ streamMaxLength = '25M' } = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-clamd-'))
  const socket = path.join(folder, 'clamd.sock')
  const body = Buffer.from(malware).toString('hex')
  writeFileSync(path.join(folder, 'street.ndb'), `StartupStreet.Test:0:*:${body}\n`)
  const settings = path.join(folder, 'clamd.conf')
  writeFileSync(
    settings,
    [
      `LocalSocket ${socket}`,
      `DatabaseDirectory ${folder}`,
      `TemporaryDirectory ${folder}`,
      'Foreground yes',
      'AlertExceedsMax yes',
      `StreamMaxLength ${streamMaxLength}`,
      'MaxThreads 4',
      '',
    ].join('\n'),
  )
  let daemon: ChildProcess | undefined

  async function start(): Promise<void> {
    daemon = spawn('clamd', ['--config-file', settings], { stdio: ['ignore', 'pipe', 'pipe'] })
    const said: string[] = []
    for (const stream of [daemon.stdout, daemon.stderr]) stream?.on('data', chunk => said.push(String(chunk)))
    await until(
      () => answers(socket),
      () => `clamd to answer; it said: ${said.join('')}`,
    )
  }

  async function stop(): Promise<void> {
    const running = daemon
    daemon = undefined
    if (!running || running.exitCode !== null) return
    running.kill('SIGKILL')
    await once(running, 'exit')
    rmSync(socket, { force: true })
  }

  return {
    socket,
    start,
    stop,
    async remove() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const answers = (socket: string): Promise<boolean> =>
  new Promise(resolve => {
    const line = connect(socket)
    line.on('error', () => resolve(false))
    line.on('connect', () => line.write('zPING\0'))
    line.on('data', data => {
      line.destroy()
      resolve(String(data).startsWith('PONG'))
    })
  })
