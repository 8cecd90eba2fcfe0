import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { copyPrepared } from '../support/processes/prepared-folder.ts'
import { freePort, run, statusOf, until } from '../support/processes/processes.ts'

/** The long form is `bench/idle.ts`, which allows 1 %. This machine may be busy, and the program has just started. */
const mostShare = 0.05
const seconds = 15

describe('an idle site without data', () => {
  it('hardly uses the processor', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-idle-'))
    // The guides are made once, which alone takes an eighth of the first quarter of a minute. Here they are not due.
    await copyPrepared(folder)
    const port = await freePort()
    const site = run('server/bin/web.ts', {
      env: {
        NODE_ENV: 'development',
        HOST: '127.0.0.1',
        PORT: String(port),
        DEMO: 'off',
        DATA_DIR: folder,
        MONGODB_URI: `mongodb_embedded://${folder}/db`,
      },
    })
    try {
      await until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200, site.output)
      let used = Infinity
      await until(
        async () => {
          const before = processorSeconds(site.process.pid)
          await wait(seconds * 1_000)
          used = (processorSeconds(site.process.pid) - before) / seconds
          return used < mostShare
        },
        () => `${(used * 100).toFixed(1)} % of a core; ${site.output()}`,
        4 * seconds * 1_000,
      )
      expect(used).toBeLessThan(mostShare)
    } finally {
      site.process.kill('SIGKILL')
      await site.exited
      await rm(folder, { recursive: true, force: true })
    }
  }, 120_000)
})

/** Returns user and kernel time over all threads of the process; the clock ticks a hundred times a second. */
function processorSeconds(pid: number | undefined): number {
  const fields =
    readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}
