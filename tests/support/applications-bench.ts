import mongoose from 'mongoose'
import type { DatedDocument, Deps, Occupancy } from '../../server/features/applications/ports.ts'
import { applicationsService } from '../../server/features/applications/service.ts'
import type { Clock } from '../../server/outside/clock.ts'
import { outboxAttempts } from '../../server/outside/outbox/attempts.ts'
import { outboxRunner } from '../../server/outside/outbox/runner.ts'
import { testClock } from './clock.ts'
import { testLog } from './log.ts'

type Kept = { _id: string; status?: string; holder?: string | null; locale?: string; times?: number }
type QueuedMail = Parameters<Deps['mail']['queue']>[0]
const kept = (name: string) => mongoose.connection.collection<Kept>(`bench_${name}`)

const settings = {
  offerDays: 14,
  answerDays: 10,
  daysOff: [] as string[],
  makeUpDays: [] as string[],
  appealDays: 60,
  publicNoticeDays: 0,
  rentFreeMonths: 36,
  draftDays: 90,
  keepDocumentsMonths: 12,
  keepCasesMonths: 36,
  waitingMonths: 12,
  citizenships: 'any' as readonly string[] | 'any',
}

export const newId = (): string => new mongoose.Types.ObjectId().toHexString()

/** Somebody of the office, whom no account stands for. */
export const officer = (kind: 'reviewer' | 'decider' | 'administrator' | 'listing_manager') => ({
  kind,
  id: newId(),
  name: 'Wang Li',
})

/** How many more steps outside the case a process gets to take before it is dead. */
export type Power = { left: number }

function use(power: Power): void {
  power.left -= 1
  if (power.left < 0) throw new Error('the process has been killed')
}

/**
 * The service of applications with the plainest possible neighbours, kept in the database, so that a second process
 * finds them again. Everybody is a verified Russian reader and every `SFH-A-…` exists.
 */
export function applicationsBench(clock: Clock = testClock(), power: Power = { left: Infinity }) {
  /** A call that the power may leave before it, or after it has been carried out but before its caller knows. */
  const powered =
    <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      use(power)
      const result = await act(...args)
      use(power)
      return result
    }

  const verified = { value: true }
  const documents = new Map<string, DatedDocument[]>()
  const standing = powered(async (code: string) => {
    if (!code.startsWith('SFH-A-')) return null
    const found = await kept('premises').findOne({ _id: code })
    return {
      code,
      status: found?.status ?? 'available',
      title: { ru: code },
      areaUsableSqM: 50,
      floor: 1,
      demo: false,
      open: true,
    }
  })
  const deps: Deps = {
    clock,
    office: () => Promise.resolve('office@example.com'),
    accounts: {
      contactOf: id =>
        Promise.resolve({ email: `${id}@example.com`, name: 'Анна', locale: 'ru', verified: verified.value }),
      colleagues: () => Promise.resolve([]),
    },
    premises: {
      standing,
      standings: async codes => {
        const found = await Promise.all(codes.map(async code => [code, await standing(code)] as const))
        return new Map(found.flatMap(([code, known]) => (known ? [[code, known] as const] : [])))
      },
      leaseFacts: code => Promise.resolve({ ...plainFacts, code }),
      occupy: powered(async (code: string, occupancy: Occupancy) => {
        const now = { status: occupancy?.status ?? 'available', holder: occupancy?.application ?? null }
        await kept('premises').updateOne({ _id: code }, { $set: now }, { upsert: true })
      }),
    },
    documents: {
      list: id => Promise.resolve(documents.get(id) ?? enough),
      copy: () => Promise.resolve(null),
      unreviewed: () => Promise.resolve(new Map()),
      forgetReads: () => Promise.resolve(),
      removeAll: id => Promise.resolve(void documents.delete(id)),
      setAsideUnsent: () => Promise.resolve(),
    },
    mail: {
      queue: powered(async ({ cause, template }: QueuedMail) => {
        await kept('mails').updateOne(
          { _id: cause },
          { $set: { status: template }, $inc: { times: 1 } },
          { upsert: true },
        )
      }),
    },
    pictures: { removeAll: () => Promise.resolve() },
    letters: {
      erase: () => Promise.resolve(),
      make: async ({ cause, decision }) => {
        await kept('letters').updateOne(
          { _id: cause },
          { $set: { status: decision }, $inc: { times: 1 } },
          { upsert: true },
        )
      },
    },
    content: { changed: () => Promise.resolve() },
    allows: () => Promise.resolve(true),
    programme: { settings: () => Promise.resolve(settings) },
  }
  const tenancies = {
    openTenancy: async ({ application, handoverOn }: { application: string; handoverOn: string }) => {
      await kept('tenancies').updateOne({ _id: application }, { $set: { status: handoverOn } }, { upsert: true })
    },
  }
  const service = applicationsService(deps)
  // A process that is dead counts no failures either.
  const attempts = { ...outboxAttempts, failed: powered(outboxAttempts.failed) }
  const runner = outboxRunner({ clock, log: testLog(), outboxes: [service.outbox(tenancies)], attempts })
  return {
    service,
    settings,
    verified,
    documents,
    carryOut: runner.carryOut,
    mails: async () => (await kept('mails').find().toArray()).map(mail => mail.status),
    standing: (code: string) => kept('premises').findOne({ _id: code }),
    tenancies: () => kept('tenancies').find().toArray(),
  }
}

const plainFacts = {
  address: { zh: '绥芬河市示例街1号' },
  buildingCode: 'A1',
  floor: 1,
  areaGrossSqM: 55,
  areaUsableSqM: 50,
  certificateNumber: null,
  managingBody: {},
  usableAsRegisteredAddress: true,
  marketRentPerSqMMonthFen: 4_000,
  managementFeePerSqMMonthFen: 300,
  heatingFeePerSqMSeasonFen: 3_000,
  depositFen: 500_000,
  demo: false,
}

const enough = ['passport', 'business_plan', 'experience'].map(kind => ({
  _id: new mongoose.Types.ObjectId(),
  kind,
  name: `${kind}.pdf`,
  uploadedAt: new Date('2026-11-20T12:00:00+08:00'),
}))
