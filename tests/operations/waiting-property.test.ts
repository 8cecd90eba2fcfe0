import fc from 'fast-check'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { listingRecords } from '#features/listings/listings-service.ts'
import { signContract } from '#features/acceptance/actions/contract.ts'
import { prepareContract } from '#features/acceptance/contracts.ts'
import { issueAddressProof } from '#features/acceptance/address-proof.ts'
import { AppError } from '#shared/errors.ts'
import { aPremises } from '../factories/premises.ts'
import { applicationsBench, type Power } from '../support/applications-bench.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'
import { aWish, broken, idOf, street, unfinished } from '../support/waiting-world.ts'

useDatabase()

/** To run more by hand: `WAITING_RUNS=2000 npx vitest run tests/operations/waiting-property.test.ts`. */
const runs = Number(process.env.WAITING_RUNS ?? 30)
const limitMs = process.env.WAITING_RUNS ? 3_600_000 : 25_000

const kinds = [
  'offer',
  'waitlist',
  'accept',
  'decline',
  'withdraw',
  'conditions_not_met',
  'prove',
  'prepare',
  'sign',
  'reopen',
  'accepted-again',
  'release',
  'lapse',
  'expire',
  'pause',
  'list',
  'jobs',
  'killed-jobs',
  'at-once',
] as const
const step = fc.record({ kind: fc.constantFrom(...kinds), who: fc.nat(30), which: fc.nat(14) })
type Step = { kind: (typeof kinds)[number]; who: number; which: number }
const choices = fc.shuffledSubarray([...street], { minLength: 1 })
const wish = fc.record({ choices, applicant: fc.nat(4), score: fc.integer({ min: 1, max: 4 }), waits: fc.boolean() })

const clock = testClock()
const power: Power = { left: Infinity }
const { service, carryOut } = applicationsBench(clock, power)
const listings = listingRecords({ clock })
const decider = { kind: 'decider' as const, id: new mongoose.Types.ObjectId().toHexString() }
const administrator = { kind: 'administrator' as const, id: new mongoose.Types.ObjectId().toHexString() }
const owner = ({ applicant }: Application) => ({ kind: 'applicant' as const, id: applicant.toHexString() })

async function jobs(): Promise<number> {
  return (await carryOut()) + (await service.deciding.waiting.offerFree())
}

/** What each kind of step does to a case. */
const acts: Record<Step['kind'], (one: Application, which: number) => Promise<unknown>> = {
  offer: (one, which) =>
    service.deciding.offers.make(idOf(one), decider, { premises: one.premises[which % one.premises.length]! }),
  waitlist: one => service.cases.moves.move(idOf(one), 'waitlisted', decider, { reason: 'x' }),
  accept: one => service.deciding.offers.accept(idOf(one), owner(one).id),
  decline: one => service.deciding.offers.decline(idOf(one), owner(one).id),
  withdraw: one => service.cases.moves.withdraw(idOf(one), owner(one)),
  conditions_not_met: one => service.cases.moves.move(idOf(one), 'conditions_not_met', decider, { reason: 'x' }),
  prove: one => issueAddressProof(service.casePorts, idOf(one), owner(one)),
  prepare: one => prepareContract(service.casePorts, idOf(one), decider),
  sign: one => signContract(service.casePorts, idOf(one), decider),
  reopen: one => service.cases.moves.reopen(idOf(one), administrator, { to: 'decision', reason: 'x' }),
  'accepted-again': async (one, which) => {
    const way = ['offer', 'accept', 'prepare', 'prove', 'conditions_not_met', 'reopen'] as const
    for (const kind of [...way, 'offer', 'accept', 'prepare', 'sign'] as const) await acts[kind](one, which)
  },
  release: one => service.acceptance.handover.release(idOf(one)),
  lapse: one => service.cases.moves.move(idOf(one), 'lapsed', decider, { reason: 'x' }),
  expire: () => {
    clock.advance({ days: 15 })
    return service.deciding.sweeps.expireOffers()
  },
  pause: (_one, which) => setListing(street[which % 3]!, 'pause'),
  list: (_one, which) => setListing(street[which % 3]!, 'resume'),
  jobs,
  'killed-jobs': (_one, which) => killedAfter(which),
  'at-once': one =>
    Promise.allSettled([
      service.deciding.waiting.offerFree(),
      service.deciding.waiting.offerFree(),
      acts.decline(one, 0),
    ]),
}

const manager = { id: new mongoose.Types.ObjectId().toHexString(), name: 'Wang Fang' }
/** Changes the listing as its page does, whoever has the unit. */
const setListing = (code: string, move: 'pause' | 'resume') => listings.move({ code, move, note: '', by: manager })

/** Lets the worker take so many steps and then die, whatever its state; a new one starts later. */
async function killedAfter(steps: number): Promise<void> {
  power.left = steps
  await carryOut().catch(() => undefined)
  await service.deciding.waiting.offerFree().catch(() => undefined)
  power.left = Infinity
}

/** Takes a random step. Most steps are not allowed at that moment, and are refused as for people. */
async function take({ kind, who, which }: Step): Promise<void> {
  const all = await ApplicationModel.find().sort({ _id: 1 }).lean<Application[]>()
  try {
    await acts[kind](all[who % all.length]!, which)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

async function begin(wishes: readonly { choices: string[]; applicant: number; score: number; waits: boolean }[]) {
  clock.set('2026-11-25T12:00:00+08:00')
  for (const collection of (await mongoose.connection.db?.collections()) ?? []) await collection.deleteMany({})
  const people = Array.from({ length: 5 }, () => new mongoose.Types.ObjectId())
  const tenant = await aWish([street[0]], 3, { state: 'contracted', heldPremises: street[0] })
  await service.cases.occupancy.sync(street[0])
  expect(idOf(tenant)).toHaveLength(24)
  for (const code of street) if (!(await PremisesModel.exists({ code }))) await aPremises({ code })
  for (const { choices, applicant, score, waits } of wishes) {
    const id = idOf(await aWish(choices, score, { applicant: people[applicant]! }))
    if (waits) await service.cases.moves.move(id, 'waitlisted', decider, { reason: 'x' })
  }
}

describe('offers and the waiting list, in any order of events,', () => {
  it(
    'never give a unit two holders or an applicant two offers, and leave no unit available that an applicant waits for',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(wish, { minLength: 3, maxLength: 8 }),
          fc.array(step, { minLength: 8, maxLength: 30, size: 'max' }),
          async (wishes, steps) => {
            await begin(wishes)
            for (const one of steps) {
              await take(one)
              expect(await broken()).toEqual([])
            }
            // What a killed worker has won and not used is released once the worker can no longer be about to use it.
            clock.advance({ minutes: 1 })
            while ((await jobs()) > 0) expect(await broken()).toEqual([])
            expect(await unfinished(clock.now())).toEqual([])
          },
        ),
        { numRuns: runs, plugins: [fc.interruptAfterTimeLimit(limitMs)] },
      )
    },
    limitMs + 60_000,
  )
})
