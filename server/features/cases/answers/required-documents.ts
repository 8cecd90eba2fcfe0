import type { Answers } from '#models/cases/application.ts'
import { existingCompanies, vehicles } from './fields.ts'

const always = ['passport', 'business_plan', 'experience'] as const
const ofCompanies = ['company_extract', 'company_charter', 'ownership_statement'] as const
const ofAgents = ['power_of_attorney', 'agent_passport'] as const
export type RequiredDocument = (typeof always)[number] | (typeof ofCompanies)[number] | (typeof ofAgents)[number]

/** Returns the documents that these answers require. Documents of later stages are conditions of an offer. */
export function requiredDocuments(answers: Answers): RequiredDocument[] {
  const vehicle = answers.company?.vehicle
  const company = typeof vehicle === 'string' && existingCompanies.includes(vehicle)
  const agent = answers.applicant?.byAgent === 'yes'
  return [...always, ...(company ? ofCompanies : []), ...(agent ? ofAgents : [])]
}

/** Returns the required documents that are not present yet. */
export function missingDocuments(answers: Answers, present: readonly { kind: string }[]): RequiredDocument[] {
  const kinds = new Set(present.map(document => document.kind))
  return requiredDocuments(answers).filter(kind => !kinds.has(kind))
}

/** Documents that every applicant needs, those needed when an agent applies, and those needed for each vehicle. */
export const documentsInAll = {
  everybody: [...always],
  agent: [...ofAgents],
  byVehicle: vehicles.map(vehicle => ({
    vehicle,
    documents: requiredDocuments({ company: { vehicle } }).slice(always.length),
  })),
}
