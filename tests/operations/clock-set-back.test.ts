import { afterEach, describe, it, vi } from 'vitest'
import { ChoreModel } from '#models/chore.ts'
import { startJobs } from '#server/jobs/runner.ts'
import type { JobContext } from '#server/jobs/job.ts'
import { useDatabase } from '../support/database.ts'
import { testLog } from '../support/log.ts'
import { until } from '../support/processes/processes.ts'

const hourMs = 3_600_000

describe('jobs on a machine whose clock was an hour fast and is set back', () => {
  useDatabase()
  let stop = () => Promise.resolve()
  afterEach(async () => {
    vi.restoreAllMocks()
    await stop()
  })

  /** Starts a chore and returns a function that counts its runs. */
  async function startOne(options: Parameters<typeof startJobs>[2] = {}): Promise<() => number> {
    let runs = 0
    const job = { name: 'sweep', everySeconds: 1_000, run: () => Promise.resolve(void (runs += 1)) }
    stop = await startJobs([job], { services: {} as JobContext['services'], log: testLog() }, options)
    return () => runs
  }
  const described = () => 'the chore to run'

  it('run without waiting for the hour to pass again', async () => {
    const ahead = vi.spyOn(Date, 'now').mockImplementation(() => new Date().getTime() + hourMs)
    await startOne()
    ahead.mockRestore()
    const dueIn = async () => ((await ChoreModel.findById('sweep').lean())?.dueAt.getTime() ?? 0) - Date.now()
    await until(async () => (await dueIn()) <= 1_000_000, described, 5_000)
  })

  it('run at once after a start with an advanced product clock, even if they have just run', async () => {
    await ChoreModel.create({ _id: 'sweep', dueAt: new Date(Date.now() + 900_000) })
    const runs = await startOne({ atOnce: true })
    await until(() => runs() === 1, described, 3_000)
  })

  it('run without waiting for the lease of a killed process to end', async () => {
    const lease = { holder: 'dead', leaseUntil: new Date(Date.now() + hourMs), dueAt: new Date() }
    await ChoreModel.create({ _id: 'sweep', ...lease })
    const runs = await startOne()
    await until(() => runs() === 1, described, 5_000)
  })
})
