import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { openDatabase, type Database } from '#outside/database/database.ts'
import { applicationsBench } from '../support/applications-bench.ts'
import { killedAtWork } from '../support/processes/killed.ts'

/** Runs the deciding process until it has decided, and kills it with SIGKILL. */
const decideAndDie = (folder: string): Promise<string> =>
  killedAtWork('tests/support/processes/decide-and-hang.ts', { args: [folder], says: /^[\da-f]{24}$/m, afterMs: 0 })

describe('a process that is killed between a decision and its effects', () => {
  let folder = ''
  let id = ''
  let database: Database | undefined

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-crash-'))
    id = await decideAndDie(`${folder}/db`)
    database = await openDatabase(`mongodb_embedded://${folder}/db`)
  }, 60_000)
  afterAll(async () => {
    await database?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('stores the decision with its event and effects before any effect runs', async () => {
    const bench = applicationsBench()
    const application = await ApplicationModel.findById(id).lean()
    expect(application).toMatchObject({ state: 'offered', heldPremises: 'SFH-A-0107' })
    expect(application?.events.at(-1)).toMatchObject({ from: 'decision', to: 'offered' })
    expect(application?.pendingEffects.map(({ kind }) => kind)).toEqual(['premises', 'letter', 'mail'])
    expect(await bench.mails()).toEqual([])
    expect(await bench.standing('SFH-A-0107')).toEqual({ status: 'available', holder: id })
  })

  it('carries out the effects once after the restart, no matter how often the worker runs', async () => {
    const bench = applicationsBench()
    expect(await bench.carryOut()).toBe(3)
    expect(await bench.carryOut()).toBe(0)
    expect(await bench.mails()).toEqual(['application-offered'])
    expect(await bench.standing('SFH-A-0107')).toMatchObject({ status: 'held', holder: id })
  })

  it('does not send a mail twice when an effect that was carried out is repeated', async () => {
    const bench = applicationsBench()
    const before = await ApplicationModel.findById(id).lean()
    const eventId = before?.events.at(-1)?._id.toHexString() ?? ''
    const again = { key: `application:${id}:${eventId}-2`, kind: 'mail', facts: { template: 'application-offered' } }
    await ApplicationModel.updateOne({ _id: id }, { $push: { pendingEffects: again } })
    expect(await bench.carryOut()).toBe(1)
    expect(await bench.mails()).toEqual(['application-offered'])
  })
})
