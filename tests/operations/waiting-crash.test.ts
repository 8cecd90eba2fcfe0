import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { applicationsBench } from '../support/applications-bench.ts'
import { killedAtWork } from '../support/processes/killed.ts'
import { testClock } from '../support/clock.ts'
import { withDatabaseIn } from '../support/database.ts'
import { broken, unfinished } from '../support/waiting-world.ts'

/** To run more by hand: `WAITING_KILLS=50 npx vitest run tests/operations/waiting-crash.test.ts`. */
const kills = Number(process.env.WAITING_KILLS ?? 2)

/** Lets the process work for a random time and kills it with SIGKILL. */
const workAndDie = (folder: string): Promise<string> =>
  killedAtWork('tests/support/processes/promote-until-killed.ts', {
    args: [folder],
    says: /at work/,
    afterMs: Math.random() * 500,
  })

describe('a worker that is killed while it offers available units', () => {
  it(
    'breaks no rule of the data check, and the next worker finishes its work',
    async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-waiting-'))
      for (let kill = 0; kill < kills; kill += 1) {
        await workAndDie(`${folder}/db`)
        await withDatabaseIn(folder, async () => {
          const clock = testClock()
          const { service, carryOut } = applicationsBench(clock)
          expect(await broken()).toEqual([])
          // For a moment a unit that was won may still be written to its case.
          clock.advance({ minutes: 1 })
          while ((await carryOut()) + (await service.deciding.waiting.offerFree()) > 0)
            expect(await broken()).toEqual([])
          expect(await unfinished(clock.now())).toEqual([])
          expect(await ApplicationModel.countDocuments({ 'events.by.kind': 'system' })).toBeGreaterThan(0)
        })
      }
      await rm(folder, { recursive: true, force: true })
    },
    60_000 + kills * 20_000,
  )
})
