import type supertest from 'supertest'
import type { Test } from 'supertest'
import { trusted } from 'mongoose'
import type { Clock } from '#outside/clock.ts'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel } from '#models/cases/application.ts'

type Agent = ReturnType<typeof supertest.agent>
/** Paths of the queue, of bulk decisions and of the search. */
const ofMany = /\/staff\/(applications(\/bulk)?|search)(\?|$)/
const ofCase = /\/applications\/([0-9a-f]{24})(?!.*\/declaration)/

/** Returns the id of the case that an address is about; undefined for the page of the declaration itself. */
export const caseIn = (address: string): string | undefined => ofCase.exec(address)?.[1]

/** Checks whether an address is about many cases at once. */
export const isOfMany = (address: string): boolean => ofMany.test(address)

/**
 * Makes an officer declare that they have no conflict of interest, before their first request about each case: most tests
 * are about what follows. `site.undeclared` signs in an officer who does not declare.
 */
export function declaring(person: Agent, email: string, clock: Clock): Agent {
  const declare = declaresBefore(email, clock)
  return person.use((request: Test) => {
    const end = request.end.bind(request)
    request.end = (callback?: Parameters<Test['end']>[0]) => {
      void declare(request.url).then(() => end(callback))
      return request
    }
  })
}

/** Returns a function to call before each request of an officer, with its address. */
export function declaresBefore(email: string, clock: Clock): (address: string) => Promise<void> {
  const declared = new Set<string>()
  return async address => {
    const id = caseIn(address)
    if (id ? declared.has(id) : !isOfMany(address)) return
    if (id) declared.add(id)
    await declareOnce(email, id, clock.now())
  }
}

/** Declares no conflict in one case, or without an id in all submitted cases. */
export async function declareOnce(email: string, id: string | undefined, at: Date): Promise<void> {
  const account = await AccountModel.findOne({ email: email.toLowerCase() }).lean()
  if (account?.role !== 'reviewer' && account?.role !== 'decider') return
  const by = { kind: account.role, id: account._id.toHexString(), name: account.name }
  const own = trusted({
    $elemMatch: { 'by.id': by.id, kind: trusted({ $in: ['interest_none', 'interest_conflict'] }) },
  })
  const event = { at, by, kind: 'interest_none' }
  const which = id ? { _id: id } : { submittedAt: trusted({ $ne: null }) }
  const add = { $push: { events: event } }
  await ApplicationModel.updateMany({ ...which, events: trusted({ $not: own }) }, add, { timestamps: false })
}
