import mongoose from 'mongoose'
import { ApplicationModel, type Answers, type Application } from '#models/cases/application.ts'
import type { Acceptance, Offer } from '#models/cases/parts/offer.ts'
import { caseTerms } from '#features/cases/search/terms.ts'
import { formVersion } from '#features/cases/answers/fields.ts'
import { anOccupancy } from './occupancies.ts'

let sequence = 0

/** Returns answers with which an individual without an agent can submit an application. */
export function validAnswers(premises: string[] = ['SFH-A-0107']): Answers {
  return {
    choice: {
      premises,
      reason: 'Витрина выходит на площадь, рядом рынок.',
      areaNeeded: '64,5',
      powerKw: '8',
      waterNeeded: 'yes',
      extractionNeeded: 'no',
    },
    applicant: {
      lastNameLatin: 'IVANOVA',
      firstNameLatin: 'ANNA',
      nameCyrillic: 'Иванова Анна Сергеевна',
      nameChinese: '',
      citizenship: 'RU',
      passportNumber: '75 1234567',
      passportExpiry: '2031-05-20',
      residence: 'Россия, Владивосток, ул. Светланская, 10',
      phone: '+7 914 555-12-34',
      messenger: '',
      preferredLanguage: 'ru',
      byAgent: 'no',
      agentName: '',
    },
    company: {
      vehicle: 'individual',
      companyName: '',
      inn: '',
      ogrn: '',
      uscc: '',
      companyCountry: '',
      registrationNumber: '',
    },
    plan: {
      activity: 'Магазин дальневосточного мёда и сладостей.',
      useClass: 'retail',
      food: 'yes',
      alcohol: 'no',
      hazard: 'no',
      products: 'Мёд, шоколад, кедровый орех.',
      importRoute: 'Из Уссурийска через переход Пограничный.',
      openingHours: 'Ежедневно 10:00–20:00',
      foreignStaff: '1',
      localStaff: '2',
      investment: '250 000',
      fundingSource: 'own',
      revenue: Array<string>(12).fill('30000'),
      costs: Array<string>(12).fill('21000,50'),
      fitOut: 'Полки и вывеска.',
      experience: 'Пять лет держу магазин во Владивостоке.',
      earliestOpening: '2027-03-15',
    },
    declarations: { relatedParties: 'Нет', truth: 'yes', noSubletting: 'yes', transferConsent: 'yes' },
  }
}

const day = new Date('2026-11-20T12:00:00+08:00')

/** Creates a draft that is ready to be submitted and differs from the last one. A test states only what it is about. */
export async function aDraft(overrides: Partial<Application> = {}): Promise<Application> {
  const premises = overrides.premises ?? ['SFH-A-0107']
  const draft = await ApplicationModel.create({
    applicant: new mongoose.Types.ObjectId(),
    startedFor: premises[0] ?? 'SFH-A-0107',
    premises,
    state: 'draft',
    stateSince: day,
    answers: validAnswers(premises),
    savedAt: { choice: day, applicant: day, company: day, plan: day, declarations: day },
    createdAt: day,
    updatedAt: day,
    ...overrides,
  })
  const { _id, heldPremises, state } = draft
  const taken = {
    application: _id.toHexString(),
    status: state === 'contracted' ? ('let' as const) : ('held' as const),
  }
  if (heldPremises) await anOccupancy(heldPremises, taken)
  return draft.toObject()
}

/** The offer of an accepted case, with its acceptance. */
export const anAcceptedOffer = (premises: string, change: Partial<Acceptance> = {}): Offer => ({
  premises,
  madeAt: day,
  deadline: new Date('2026-12-04T23:59:59.999+08:00'),
  acceptance: { at: day, conditions: [], ...change },
})

const accepted: readonly (string | undefined)[] = ['accepted', 'contracted']

/** Creates a submitted application in the state that a test is about. */
export async function anApplication(overrides: Partial<Application> = {}): Promise<Application> {
  sequence += 1
  const answers = overrides.answers ?? validAnswers(overrides.premises)
  const code = overrides.heldPremises ?? overrides.premises?.[0] ?? 'SFH-A-0107'
  return aDraft({
    reference: `SS-2026-${String(900_000 + sequence)}`,
    state: 'submitted',
    submittedAt: day,
    applicantName: 'IVANOVA ANNA',
    snapshot: { at: day, formVersion, answers, documents: [] },
    searchTerms: caseTerms({ snapshot: { answers } }),
    ...(accepted.includes(overrides.state) ? { offer: anAcceptedOffer(code) } : {}),
    ...overrides,
  })
}
