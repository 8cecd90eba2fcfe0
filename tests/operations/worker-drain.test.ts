import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { ChoreModel } from '#models/chore.ts'
import { MailModel } from '#models/mail.ts'
import type { Job, JobContext } from '#server/jobs/job.ts'
import { startJobs, type StopJobs } from '#server/jobs/runner.ts'
import { systemClock } from '#outside/clock.ts'
import { mailService } from '#outside/mail/mail.ts'
import { useDatabase } from '../support/database.ts'
import { testLog } from '../support/log.ts'
import { until } from '../support/processes/processes.ts'

describe('a process with jobs that is shutting down', () => {
  useDatabase()
  const context = { services: {} as JobContext['services'], log: testLog() }
  let stop: StopJobs = () => Promise.resolve()
  afterEach(() => stop(0))

  it('waits until a job reaches a safe point, and starts no other job', async () => {
    const told = new AbortController()
    const came: string[] = []
    const patient: Job = {
      name: 'patient',
      everySeconds: 0,
      async run({ signal }) {
        came.push('begun')
        while (!signal?.aborted) await wait(5)
        came.push('ended')
      },
    }
    stop = await startJobs([patient], context, { leaving: told.signal })
    await until(() => came.length > 0, String)
    told.abort()
    await stop(10_000)
    expect(came).toEqual(['begun', 'ended'])
    expect(await ChoreModel.findById('patient').lean()).toMatchObject({ holder: null, leaseUntil: null })
  })

  it('releases the lease of a job that does not end, so that another process continues at once', async () => {
    let runs = 0
    let end = () => {}
    const stubborn: Job = {
      name: 'stubborn',
      everySeconds: 1_000,
      run: () =>
        new Promise(resolve => {
          runs += 1
          end = resolve
        }),
    }
    const stopFirst = await startJobs([stubborn], context)
    await until(() => runs === 1, String)
    await stopFirst(50)
    const givenBack = await ChoreModel.findById('stubborn').lean()
    expect(givenBack).toMatchObject({ holder: null, leaseUntil: null })
    expect(givenBack!.dueAt.getTime()).toBeLessThanOrEqual(Date.now())

    stop = await startJobs([stubborn], context)
    await until(() => runs === 2, String, 2_000)
    end()
  })

  it('sends the mail that it has begun, and leaves the others to another process', async () => {
    const told = new AbortController()
    const sent: string[] = []
    const transport = {
      describe: 'nowhere',
      send: ({ to }: { to: string }) => {
        told.abort()
        sent.push(to)
        return Promise.resolve()
      },
    }
    const sender = () => Promise.resolve({ name: '', address: '' })
    const render = () => ({ subject: 'A letter', text: 'words', html: '<p>words</p>' })
    const mail = mailService({ clock: systemClock, log: testLog(), transport, render, sender })
    for (const name of ['anna', 'ivan', 'lena']) {
      await mail.queue({ cause: name, to: `${name}@street.test`, locale: 'en', template: 'viewing-booked' })
    }
    expect(await mail.deliverDue(told.signal)).toBe(1)
    expect(sent).toHaveLength(1)
    const left = await MailModel.find({ status: 'queued' }).lean()
    expect(left.map(({ attempts }) => attempts)).toEqual([0, 0])
  })
})
