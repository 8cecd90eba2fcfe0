import type { Types } from 'mongoose'
import { AccountModel } from '../../../../models/accounts/account.ts'
import { EnquiryModel } from '../../../../models/enquiries/enquiry.ts'
import { demonstrationPeople } from '../../../../server/features/accounts/demonstration.ts'
import { systemClock } from '../../../../server/outside/clock.ts'
import { openDatabase } from '../../../../server/outside/database/database.ts'
import { startSealing } from '../../../../server/outside/sealing/document-keys.ts'
import { readConfig } from '../../../../server/config.ts'
import { createServices } from '../../../../server/services.ts'
import { cityDayOf } from '../../../../server/shared/days/city-day.ts'
import { aColleague, anApplicant } from '../../../factories/account.ts'
import { anApplication } from '../../../factories/applications.ts'
import { declareOnce } from '../../../support/declaring.ts'
import { anAssessment, idOf } from '../../../support/desk.ts'
import { testLog } from '../../../support/log.ts'
import { testKey } from '../../../support/sealed.ts'
import type { Role } from '../../../../server/web/locals.ts'
import { storeTenancies, type Person, type StoredTenancies } from './tenancies.ts'

/**
 * `decision` is the id of a case that waits for its decision, `enquiries` are ids of two enquiries; the others are e-mail
 * addresses.
 */
export type Stored = StoredTenancies & {
  decision: string
  enquiries: { inRussian: string; inEnglish: string }
  enrolling: string
  enrolled: string
}

/**
 * Stores states that take years or several people: tenancies of the demonstration's applicant, a case and enquiries with
 * translated texts, and two people for the second step. `folder` holds the data of a demonstration that no process holds.
 */
export async function storeLaterStates(folder: string): Promise<Stored> {
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: folder, DOCUMENT_KEYS: testKey })
  await startSealing(config)
  const mailTransport = { describe: 'none', send: () => Promise.resolve() }
  const services = createServices({ clock: systemClock, log: testLog(), config, mailTransport })
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  try {
    const applicant = await personOf('applicant')
    const reviewer = await personOf('reviewer')
    const today = cityDayOf(systemClock.now())
    const tenancies = await storeTenancies(services, { applicant, reviewer, today })
    const decision = await storeCase(applicant._id)
    const inRussian = await storeEnquiry('ru', 'Можно ли открыть здесь пекарню?')
    const inEnglish = await storeEnquiry('en', 'May we open a bakery here?')
    const enrolling = await anApplicant()
    const enrolled = await aColleague('reviewer')
    const people = { enrolling: enrolling.email, enrolled: enrolled.email }
    return { ...tenancies, decision, enquiries: { inRussian, inEnglish }, ...people }
  } finally {
    await database.close()
  }
}

const emailOf = (of: Role): string => demonstrationPeople.find(({ role }) => role === of)!.email
const personOf = async (role: Role): Promise<Person> => (await AccountModel.findOne({ email: emailOf(role) }).lean())!

async function storeCase(applicant: Types.ObjectId): Promise<string> {
  const assessments = [anAssessment('f'.repeat(24))]
  const made = await anApplication({ applicant, state: 'decision', reference: 'SS-2026-990001', assessments })
  for (const role of ['reviewer', 'decider'] as const) await declareOnce(emailOf(role), idOf(made), systemClock.now())
  return idOf(made)
}

async function storeEnquiry(preferredLanguage: 'ru' | 'en', message: string): Promise<string> {
  const sent = { name: 'Anna Invented', email: 'anna@example.test', topic: 'premises' as const, preferredLanguage }
  return idOf(await EnquiryModel.create({ ...sent, message, digest: `later ${preferredLanguage}` }))
}
