import { describe, expect, it, type TestContext } from 'vitest'
import { ChoreModel } from '#models/chore.ts'
import { useDatabase } from '../support/database.ts'
import { run, until } from '../support/processes/processes.ts'
import { killWorkers } from '../support/processes/worker-kills.ts'

const database = useDatabase()
const uri = () => `mongodb_embedded://${database.folder()}/db`

const aFewRenewalsMs = 4_000
const leaseUntil = async () => (await ChoreModel.findById('long-chore').lean())?.leaseUntil?.getTime() ?? 0

// Both at once: the first waits for most of its time, and the chores of its workers are none of those of the second.
describe.concurrent('a worker that is killed', () => {
  const worker = async (onEnd: TestContext['onTestFinished']) => {
    const running = run('tests/support/processes/worker-until-killed.ts', { args: [uri(), 'long'] })
    onEnd(async () => {
      running.process.kill('SIGKILL')
      await running.exited
    })
    await until(() => running.output().includes('up'), running.output, 30_000)
    return running
  }

  it('leaves its job to another worker, which continues within 15 seconds', async ({ onTestFinished }) => {
    const first = await worker(onTestFinished)
    await until(() => first.output().includes('begun'), first.output)
    const second = await worker(onTestFinished)
    const lease = await leaseUntil()
    await until(async () => (await leaseUntil()) > lease + aFewRenewalsMs, second.output)
    expect(second.output()).not.toContain('begun')
    first.process.kill('SIGKILL')
    const killedAt = performance.now()
    await until(() => second.output().includes('begun'), second.output)
    expect(performance.now() - killedAt).toBeLessThan(15_000)
  }, 90_000)

  it('loses no effect and repeats none when it is killed again and again under load', async () => {
    const { cases, letters, wrong } = await killWorkers({ uri: uri(), kills: 5, seed: 20_261_127 })
    expect(wrong).toEqual([])
    expect(letters).toBeGreaterThanOrEqual(2 * cases)
  }, 180_000)
})
