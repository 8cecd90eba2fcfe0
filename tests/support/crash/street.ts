import { appendFileSync } from 'node:fs'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { TombstoneModel } from '#models/cases/tombstone.ts'
import { readConfig } from '#server/config.ts'
import type { Clock } from '#outside/clock.ts'
import { buildIndexes, openDatabase, useClockForTimestamps, type Database } from '#outside/database/database.ts'
import { startSealing } from '#outside/sealing/document-keys.ts'
import { createServices, type Services } from '#server/services.ts'
import { checksOf, createSlices } from '#server/slices.ts'
import type { Checker } from '#shared/checks.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { anAccount } from '#tests/factories/account.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { sweepApplications } from '#features/applications/index.ts'
import { offerFreePremises } from '#features/deciding/jobs.ts'
import { sweepFiles } from '#features/documents/jobs.ts'
import { carryOutEffects, deliverMail } from '#features/outbox/jobs.ts'
import { testKey } from '../sealed.ts'
import { testLog } from '../log.ts'
import type { Acknowledged } from './acknowledged.ts'
import { draftDays } from './pace.ts'

const applicantCount = 20
const officerRoles = ['reviewer', 'reviewer', 'reviewer', 'decider', 'decider'] as const
/** Fewer units than applicants, so that applicants compete for them. */
const premisesCount = 12

export type Officer = { kind: 'reviewer' | 'decider'; id: string; name: string }
export type Administrator = { kind: 'administrator'; id: string; name: string }
export type Street = {
  services: Services
  checkers: readonly Checker[]
  log: ReturnType<typeof testLog>
  database: Database
  today: () => Date
  /** Moves the machine's time on, so that the waiting times of sweeps and retries pass. */
  letHoursPass: (hours: number) => void
  applicants: string[]
  officers: Officer[]
  administrator: Administrator
  codes: string[]
}

/**
 * Opens the street of a crash test in its folder. Creates it when it is missing or when its creation was cut off. The
 * product's time is `days` days ahead, the machine's time as many hours.
 */
export async function openStreet({ folder, days }: { folder: string; days: number }): Promise<Street> {
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  try {
    return { database, ...(await streetOf(folder, days)) }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function streetOf(folder: string, days: number): Promise<Omit<Street, 'database'>> {
  await buildIndexes()
  const { letHoursPass, ...clock } = clockOfLife(days)
  useClockForTimestamps(clock)
  const log = testLog()
  const config = readConfig({
    NODE_ENV: 'test',
    DATA_DIR: folder,
    PUBLIC_URL: 'http://street.test',
    DOCUMENT_KEYS: testKey,
  })
  const mailTransport = {
    describe: 'a file',
    send: ({ id }: { id: string }) => {
      appendFileSync(`${folder}/sent.log`, `${id}\n`)
      return Promise.resolve()
    },
  }
  await startSealing(config)
  const services = createServices({ clock, log, config, mailTransport })
  await settle()
  const everybody = await people()
  await keepDraftsShortly(services, everybody.administrator)
  const today = () => clock.now()
  const checkers = checksOf(createSlices({ services, config, clock }))
  return { services, checkers, log, letHoursPass, today, ...everybody, codes: await codes() }
}

const hourMs = 3_600_000

function clockOfLife(days: number): Clock & Pick<Street, 'letHoursPass'> {
  let hours = days
  return {
    now: () => new Date(Date.now() + days * 24 * hourMs),
    machineNow: () => new Date(Date.now() + hours * hourMs),
    letHoursPass: more => {
      hours += more
    },
  }
}

async function settle(): Promise<void> {
  for (let number = await AccountModel.countDocuments({ role: 'applicant' }); number < applicantCount; number += 1)
    await anAccount({ email: `founder-${number}@example.com`, name: `Founder ${number}`, locale: 'ru' })
  for (const [number, role] of officerRoles.entries()) {
    const email = `officer-${number}@example.com`
    if (!(await AccountModel.exists({ email })))
      await anAccount({ email, name: `Officer ${number}`, role, locale: 'zh' })
  }
  if (!(await AccountModel.exists({ role: 'administrator' })))
    await anAccount({ email: 'administrator@example.com', name: 'Administrator', role: 'administrator', locale: 'zh' })
  for (let number = 1; number <= premisesCount; number += 1) {
    const code = `SFH-A-01${String(number).padStart(2, '0')}`
    if (!(await PremisesModel.exists({ code }))) await aPremises({ code })
  }
}

async function keepDraftsShortly({ programme }: Services, { id, name }: Administrator): Promise<void> {
  const { settings, revision } = await programme.current()
  await programme.save({ ...settings, draftDays }, { revision, by: { id, name } })
}

async function people(): Promise<Pick<Street, 'applicants' | 'officers' | 'administrator'>> {
  const all = await AccountModel.find().sort({ email: 1 }).lean()
  const [administrator] = all.filter(({ role }) => role === 'administrator')
  return {
    administrator: { kind: 'administrator', id: administrator?._id.toHexString() ?? '', name: 'Administrator' },
    applicants: all.filter(({ role }) => role === 'applicant').map(({ _id }) => _id.toHexString()),
    officers: all
      .filter(({ role }) => role === 'reviewer' || role === 'decider')
      .map(({ _id, role, name }) => ({ id: _id.toHexString(), kind: role as Officer['kind'], name })),
  }
}

const codes = async (): Promise<string[]> => (await PremisesModel.find({}, { code: 1 }).lean()).map(({ code }) => code)

const jobs = [sweepApplications, offerFreePremises, carryOutEffects, deliverMail, sweepFiles]

export async function runJobsOnce({ services, log }: Street): Promise<void> {
  for (const job of jobs) await job.run({ services, log })
}

/** Returns the state of the data when a life begins, before it does anything. */
export async function standOf(street: Street): Promise<Extract<Acknowledged, { what: 'up' }>> {
  const drafts = await ApplicationModel.find({ state: 'draft' }, { _id: 1 }).lean()
  return {
    what: 'up',
    day: cityDayOf(street.today()),
    drafts: drafts.map(({ _id }) => _id.toHexString()),
    cutOff: await TombstoneModel.countDocuments(),
  }
}
