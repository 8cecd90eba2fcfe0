import { appendFileSync } from 'node:fs'
import { AccountModel } from '../../../models/account.ts'
import { PremisesModel } from '../../../models/premises.ts'
import { readConfig } from '../../../server/config.ts'
import { carryOutEffects } from '../../../server/jobs/carry-out-effects.ts'
import { deliverMail } from '../../../server/jobs/deliver-mail.ts'
import { sweepApplications } from '../../../server/jobs/sweep-applications.ts'
import { buildIndexes, openDatabase, type Database } from '../../../server/outside/database.ts'
import { createServices, type Services } from '../../../server/services.ts'
import { anAccount } from '../../factories/account.ts'
import { aPremises } from '../../factories/premises.ts'
import { testLog } from '../log.ts'
import { clockAhead } from '../../../server/outside/clock.ts'

const applicantCount = 20
const officerRoles = ['reviewer', 'reviewer', 'reviewer', 'decider', 'decider'] as const
/** Fewer than applicants, so that they get in one another's way. */
const premisesCount = 12

export type Officer = { kind: 'reviewer' | 'decider'; id: string; name: string }
export type Administrator = { kind: 'administrator'; id: string; name: string }
export type Street = {
  services: Services
  log: ReturnType<typeof testLog>
  database: Database
  today: () => Date
  applicants: string[]
  officers: Officer[]
  administrator: Administrator
  codes: string[]
}

/** The street of a crash test in its folder; made when it is not there yet, or was cut off while it was being made. */
export async function openStreet({ folder, days }: { folder: string; days: number }): Promise<Street> {
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  await buildIndexes()
  const clock = clockAhead(days)
  const log = testLog()
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: folder, PUBLIC_URL: 'http://street.test' })
  const mailTransport = {
    describe: 'a file',
    send: ({ id }: { id: string }) => {
      appendFileSync(`${folder}/sent.log`, `${id}\n`)
      return Promise.resolve()
    },
  }
  const services = createServices({ clock, log, config, mailTransport })
  await settle()
  return { services, log, database, today: () => clock.now(), ...(await people()), codes: await codes() }
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

const jobs = [sweepApplications, carryOutEffects, deliverMail]

export async function runJobsOnce({ services, log }: Street): Promise<void> {
  for (const job of jobs) await job.run({ services, log })
}
