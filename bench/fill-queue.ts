import mongoose from 'mongoose'
import { ApplicationModel, type ApplicationState } from '../models/cases/application.ts'
import { AccountModel } from '../models/accounts/account.ts'
import { CounterModel } from '../models/counter.ts'
import { PremisesModel } from '../models/premises/premises.ts'
import { useClasses } from '../models/premises/parts/premises-vocabulary.ts'
import { caseTerms } from '../server/features/cases/search/terms.ts'
import { buildIndexes, openDatabase } from '../server/outside/database/database.ts'
import { validAnswers } from '../tests/factories/applications.ts'

/** Per cent of cases in each state when a programme has run for some years. */
const shares: Partial<Record<ApplicationState, number>> = {
  submitted: 5,
  screening: 5,
  information_requested: 5,
  review: 6,
  interview: 1,
  decision: 3,
  waitlisted: 5,
  rejected: 30,
  ineligible: 15,
  withdrawn: 12,
  lapsed: 8,
  declined: 3,
  offer_expired: 2,
}
const states = Object.entries(shares).flatMap(([state, share]) =>
  Array<ApplicationState>(share).fill(state as ApplicationState),
)
const lastNames =
  'IVANOV PETROVA SMIRNOV KUZNETSOVA Popov VASILEV Sokolova MIKHAILOV NOVIKOVA FEDOROV Morozova VOLKOV ALEKSEEVA LEBEDEV Semenova'.split(
    ' ',
  )
const firstNames = 'ANNA MARINA PAVEL Timur OLEG Irina MAKSIM DARYA EGOR VERA'.split(' ')
const vehicles = ['individual', 'russian_company', 'chinese_company', 'chinese_to_be_founded', 'other_country']
const batch = 1_000
const minute = 60_000

/** Stores so many applications in a seeded folder, with answers of a usual length. */
export async function fillQueue(folder: string, count: number): Promise<void> {
  const database = await openDatabase(`mongodb_embedded://${folder}/db`)
  await buildIndexes()
  const known = await PremisesModel.find({}, { code: 1, status: 1 }).lean()
  const codes = known.map(({ code }) => code)
  const taken = known.filter(({ status }) => status === 'let').map(({ code }) => code)
  const officers = await AccountModel.find({ role: 'reviewer' }, { _id: 1 }).lean()
  for (let first = 0; first < count; first += batch) {
    const size = Math.min(batch, count - first)
    const cases = Array.from({ length: size }, (_, index) => aCase(first + index, { codes, taken, officers }))
    await ApplicationModel.collection.insertMany(cases, { ordered: false })
  }
  await CounterModel.updateOne({ _id: 'application-reference-2025' }, { $set: { value: count } }, { upsert: true })
  await database.close()
}

type Around = {
  codes: readonly string[]
  /**
   * Let units. A case that waits for a free unit would be offered it at once, with a letter, for as long as the bench runs.
   */
  taken: readonly string[]
  officers: readonly { _id: mongoose.Types.ObjectId }[]
}

function aCase(number: number, { codes, taken, officers }: Around) {
  // Spread without a pattern that an index could profit from, and the same in every run.
  const pick = <T>(items: readonly T[], salt: number): T =>
    items[(Math.imul(number + 1, 2_654_435_761) >>> (salt % 16)) % items.length] as T
  const state = pick(states, 3)
  const at = new Date(Date.UTC(2025, 0, 1) + number * 15 * minute)
  const from = state === 'waitlisted' && taken.length > 0 ? taken : codes
  const premises = [pick(from, 1), pick(from, 5)]
  const answers = validAnswers(premises)
  const lastNameLatin = pick(lastNames, 2)
  const firstNameLatin = pick(firstNames, 6)
  const digits = String(Math.imul(number + 1, 2_654_435_761) >>> 0).padStart(10, '0')
  const numbers = { passportNumber: `75 ${digits.slice(-7)}`, phone: `+7 9${digits.slice(1)}` }
  const told = {
    ...answers,
    applicant: { ...answers.applicant, lastNameLatin, firstNameLatin, nameCyrillic: '', ...numbers },
    company: { ...answers.company, vehicle: pick(vehicles, 7) },
    plan: { ...answers.plan, useClass: pick(useClasses, 9) },
  }
  const steps: ApplicationState[] = ['submitted', 'screening', 'review', 'decision']
  const by = { kind: 'system' }
  return {
    _id: new mongoose.Types.ObjectId(),
    applicant: new mongoose.Types.ObjectId(),
    reference: `SS-2025-${String(number + 1).padStart(6, '0')}`,
    state,
    stateSince: at,
    startedFor: premises[0],
    premises,
    answers: told,
    savedAt: {},
    revision: 9,
    submittedAt: at,
    applicantName: `${lastNameLatin} ${firstNameLatin}`.toUpperCase(),
    snapshot: { at, formVersion: 1, answers: told, documents: [] },
    searchTerms: caseTerms({ snapshot: { answers: told } }),
    assignee: number % 5 === 0 ? null : pick(officers, 4)._id,
    assessments: [],
    events: steps.map(to => ({
      _id: new mongoose.Types.ObjectId(),
      at,
      by,
      kind: 'moved',
      to,
      reason: 'Причина в одну строку.',
    })),
    pendingEffects: [],
    createdAt: at,
    updatedAt: at,
  }
}
