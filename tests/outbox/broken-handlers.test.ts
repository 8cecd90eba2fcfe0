import mongoose from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { OutboxAttemptModel } from '#models/outbox-attempt.ts'
import { outboxRunner } from '#outside/outbox/runner.ts'
import { createOutbox, type Outbox } from '#shared/outbox.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

type Note = { _id: mongoose.Types.ObjectId; pendingEffects: { key: string }[] }
const notes = () => mongoose.connection.collection<Note>('broken_notes')
const aNote = async (...kinds: string[]) => {
  const pendingEffects = kinds.map((kind, index) => ({ key: `x-${String(index)}`, kind, facts: {} }))
  return (await notes().insertOne({ _id: new mongoose.Types.ObjectId(), pendingEffects })).insertedId
}
const left = async (_id: mongoose.Types.ObjectId) =>
  (await notes().findOne({ _id }))?.pendingEffects.map(({ key }) => key)

/** Creates a runner with its own kinds and collection; `done` lists what has been carried out. */
function aRunner(bad: (note: Note) => Promise<unknown> = () => Promise.resolve(), isHeld?: (note: Note) => boolean) {
  const done: string[] = []
  const outbox: Outbox = createOutbox<Note, { good: object; bad: object }>({
    name: 'saved',
    collection: 'broken_notes',
    ...(isHeld ? { isHeld } : {}),
    handlers: {
      good: ({ _id }) => Promise.resolve(done.push(_id.toHexString())),
      bad,
    },
  })
  const { clock, log } = site
  return { done, ...outboxRunner({ clock, log, outboxes: [outbox], patienceMs: 100 }) }
}

describe('an effect that fails in an unusual way', () => {
  beforeEach(async () => void (await notes().deleteMany({})))

  it('does not block others when it never ends', async () => {
    const stuck = await aNote('bad', 'good')
    const other = await aNote('good')
    const { carryOut, done } = aRunner(() => new Promise(() => undefined))
    await carryOut()
    expect(done).toEqual([other.toHexString()])
    expect(await left(stuck)).toEqual(['x-0', 'x-1'])
    expect(await OutboxAttemptModel.find().lean()).toMatchObject([{ document: stuck, failures: 1 }])
  })

  it.each([
    ['null', null],
    ['nothing', undefined],
    ['an empty word', ''],
    ['an object without words', Object.create(null) as unknown],
    ['a symbol', Symbol('x')],
  ])('is counted as failed when it throws %s', async (_what, thrown) => {
    const stuck = await aNote('bad', 'good')
    const other = await aNote('good')
    const { carryOut, done } = aRunner(() => {
      throw thrown
    })
    await carryOut()
    expect(done).toEqual([other.toHexString()])
    expect(await OutboxAttemptModel.find().lean()).toMatchObject([{ document: stuck, failures: 1 }])
  })

  it('is counted as failed when the check for holding it throws', async () => {
    const stuck = await aNote('good')
    const other = await aNote('good')
    const { carryOut, done } = aRunner(undefined, ({ _id }) => {
      if (_id.equals(stuck)) throw new TypeError('it has no events')
      return false
    })
    await carryOut()
    expect(done).toEqual([other.toHexString()])
    expect(await OutboxAttemptModel.find().lean()).toMatchObject([{ document: stuck, failures: 1 }])
  })

  it('shows no personal data quoted by an error', async () => {
    await aNote('bad')
    const { carryOut } = aRunner(async () => {
      await notes().insertOne({ _id: 'Ivan Petrov' } as unknown as Note)
      await notes().insertOne({ _id: 'Ivan Petrov' } as unknown as Note)
    })
    await carryOut()
    const [counted] = await OutboxAttemptModel.find().lean()
    expect(counted?.lastError).toContain('E11000')
    expect(counted?.lastError).not.toContain('Petrov')
  })

  it('is tried at once after the clock of the machine is set back', async () => {
    await aNote('bad')
    const fails = { now: true }
    const { carryOut } = aRunner(() => (fails.now ? Promise.reject(new Error('x')) : Promise.resolve()))
    await carryOut()
    site.clock.advance({ minutes: -120 })
    fails.now = false
    expect(await carryOut()).toBe(1)
  })
})

describe('a document that changes while its effects are carried out', () => {
  beforeEach(async () => void (await notes().deleteMany({})))

  it('skips the effects withdrawn meanwhile and carries out the added ones', async () => {
    const id = await aNote('bad', 'good')
    const { carryOut, done } = aRunner(async ({ _id }) => {
      const added = { key: 'x-2', kind: 'good', facts: {} }
      await notes().updateOne({ _id }, { $pull: { pendingEffects: { key: 'x-1' } } })
      await notes().updateOne({ _id }, { $push: { pendingEffects: added } })
    })
    await carryOut()
    expect(done).toEqual([id.toHexString()])
    expect(await left(id)).toEqual([])
  })

  it('may be deleted: its attempts are removed and the others continue', async () => {
    await aNote('bad', 'good')
    const other = await aNote('good')
    const { carryOut, done } = aRunner(async ({ _id }) => {
      await notes().deleteOne({ _id })
      throw new Error('it is gone')
    })
    await carryOut()
    expect(done).toEqual([other.toHexString()])
    expect(await OutboxAttemptModel.countDocuments()).toBe(0)
  })

  it('counts each failure once when two runners work on it', async () => {
    const stuck = await Promise.all(Array.from({ length: 10 }, () => aNote('bad', 'good')))
    const other = await aNote('good')
    const one = aRunner(() => Promise.reject(new Error('x')))
    const two = aRunner(() => Promise.reject(new Error('x')))
    await Promise.all([one.carryOut(), two.carryOut()])
    expect([...one.done, ...two.done]).toContain(other.toHexString())
    expect(await OutboxAttemptModel.countDocuments()).toBe(stuck.length)
  })
})
