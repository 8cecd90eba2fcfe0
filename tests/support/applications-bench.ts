import mongoose from 'mongoose'
import { OccupancyModel } from '#models/premises/occupancy.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import type { DatedDocument, Deps, ScannedDocument } from '#features/cases/ports.ts'
import { applicationServices } from '#features/applications/service.ts'
import { documentsService } from '#features/documents/service.ts'
import { premisesService } from '#features/premises/service.ts'
import type { Clock } from '#outside/clock.ts'
import { fileStore } from '#outside/files/files.ts'
import { outboxAttempts } from '#outside/outbox/attempts.ts'
import { outboxRunner } from '#outside/outbox/runner.ts'
import { aPremises } from '../factories/premises.ts'
import { testClock } from './clock.ts'
import { testLog } from './log.ts'

type Kept = { _id: string; status?: string; times?: number }
type QueuedMail = Parameters<Deps['mail']['queue']>[0]
const kept = (name: string) => mongoose.connection.collection<Kept>(`bench_${name}`)

const settings = {
  offerDays: 14,
  answerDays: 10,
  intakeDays: 3,
  decisionDays: 10,
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

/** Returns an actor of the office, without an account. */
export const officer = (kind: 'reviewer' | 'decider' | 'administrator' | 'listing_manager') => ({
  kind,
  id: newId(),
  name: 'Wang Li',
})

/** How many more external steps a process may take before it counts as killed. */
export type Power = { left: number }

function use(power: Power): void {
  power.left -= 1
  if (power.left < 0) throw new Error('the process has been killed')
}

const building = new Map<string, Promise<unknown>>()

/** Creates the unit when its code begins with `SFH-A-` and it does not exist yet. */
async function thereIs(code: string): Promise<void> {
  if (!code.startsWith('SFH-A-') || (await PremisesModel.exists({ code }))) return
  const made = building.get(code) ?? oneAfterAnother(() => aPremises({ code })).finally(() => building.delete(code))
  building.set(code, made)
  await made
}

let last: Promise<unknown> = Promise.resolve()
/** Runs acts one at a time: two units created at once would both create their building. */
const oneAfterAnother = (act: () => Promise<unknown>) => (last = last.then(act, act))

/** Returns the status of a listing and the holder in its occupancy record; null when the unit does not exist. */
export async function heldBy(code: string): Promise<{ status: string; holder: string | null } | null> {
  const listing = await PremisesModel.findOne({ code }, { status: 1 }).lean()
  const record = await OccupancyModel.findOne({ premises: code }).lean()
  return listing && { status: listing.status, holder: record?.holder.id.toHexString() ?? null }
}

/**
 * The applications service with the real premises service and the simplest possible stand-ins for its other dependencies.
 * The stand-ins keep their data in the database, so a second process finds it. Every person is a verified reader of Russian,
 * and every unit `SFH-A-…` exists.
 */
export function applicationsBench(clock: Clock = testClock(), power: Power = { left: Infinity }) {
  /** Wraps a call so that the process may die before it, or after it has been carried out but before its caller knows. */
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
  const premises = premisesService({ clock })
  const there = async (codes: readonly string[]) => void (await Promise.all(codes.map(thereIs)))
  const contactOf = (id: string) =>
    Promise.resolve({ email: `${id}@example.com`, name: 'Анна', locale: 'ru' as const, verified: verified.value })
  const deps: Deps = {
    clock,
    office: () => Promise.resolve('office@example.com'),
    accounts: {
      people: {
        contactOf,
        findContact: contactOf,
        colleagues: () => Promise.resolve([]),
        formerAmong: () => Promise.resolve(new Set()),
      },
      absences: { away: () => Promise.resolve(new Map()) },
    },
    premises: {
      summaries: {
        one: powered(async (code: string) => (await there([code]), premises.summaries.one(code))),
        several: powered(async (codes: readonly string[]) => (await there(codes), premises.summaries.several(codes))),
      },
      leaseFacts: code => Promise.resolve({ ...plainFacts, code }),
      occupancy: {
        ...premises.occupancy,
        win: powered(
          async (...asked: Parameters<typeof premises.occupancy.win>) => (
            await there([asked[0]]),
            premises.occupancy.win(...asked)
          ),
        ),
        confirm: powered(premises.occupancy.confirm),
        giveUp: powered(premises.occupancy.giveUp),
        show: powered(async (code: string) => (await there([code]), premises.occupancy.show(code))),
      },
    },
    documents: {
      ...documentsService({ clock, files: fileStore({ bucket: 'documents', clock }) }),
      list: id => Promise.resolve((documents.get(id) ?? enough).map(keptDocument)),
      unreviewed: () => Promise.resolve(new Map()),
      reads: { forget: () => Promise.resolve() },
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
      whenLeft: () => Promise.resolve(new Map()),
    },
    pictures: { list: () => Promise.resolve([]), remove: () => Promise.resolve(), removeAll: () => Promise.resolve() },
    letterhead: {
      numbers: { give: () => Promise.resolve('绥俄创合〔2026〕1号') },
      partyA: () => Promise.resolve({ name: {}, address: {} }),
    },
    texts: {
      current: () => Promise.resolve([]),
      keep: () => Promise.resolve('0'.repeat(64)),
      read: () => Promise.resolve([]),
    },
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
    records: {
      ofApplication: () => Promise.resolve(null),
      open: async ({ application, handoverOn }: { application: string; handoverOn: string }) => {
        await kept('tenancies').updateOne({ _id: application }, { $set: { status: handoverOn } }, { upsert: true })
      },
    },
  }
  const service = applicationServices(deps)
  // A killed process counts no failures either.
  const attempts = {
    ...outboxAttempts,
    failed: powered((...failure: Parameters<typeof outboxAttempts.failed>) => outboxAttempts.failed(...failure)),
  }
  const runner = outboxRunner({ clock, log: testLog(), outboxes: [service.applications.outbox(tenancies)], attempts })
  return {
    service,
    settings,
    verified,
    documents,
    carryOut: runner.carryOut,
    mails: async () => (await kept('mails').find().toArray()).map(mail => mail.status),
    standing: heldBy,
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
  rentFreeMonths: 36,
  availableFrom: null,
  demo: false,
}

const enough = ['passport', 'business_plan', 'experience'].map(kind => ({
  _id: new mongoose.Types.ObjectId(),
  kind,
  name: `${kind}.pdf`,
  uploadedAt: new Date('2026-11-20T12:00:00+08:00'),
}))

/** A document as the documents service returns it; nobody reads its content. */
const keptDocument = ({ _id, kind, name, uploadedAt }: DatedDocument): ScannedDocument => ({
  _id,
  name,
  uploadedAt,
  kind: kind as ScannedDocument['kind'],
  size: 2_000,
  mediaType: 'application/pdf',
  application: new mongoose.Types.ObjectId(),
  uploadedBy: new mongoose.Types.ObjectId(),
  version: 1,
  sha256: _id.toHexString(),
  storageId: _id.toHexString(),
  state: 'current',
  scanState: 'not-scanned',
  reviews: [] as unknown as ScannedDocument['reviews'],
})
