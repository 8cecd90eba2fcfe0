import type { Answers, AnswerSection, Application } from '#models/cases/application.ts'
import type { DocumentKind, ReviewState } from '#models/documents/document.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { paperDay } from '../papers/paper-table.ts'
import { differences } from './differences.ts'
import { existingCompanies, vehicles, type Vehicle } from './fields.ts'
import { hasPassportExpired } from './passport-validity.ts'
import { missingDocuments } from './required-documents.ts'

/** A document of a case that has not been replaced, with the officers' last finding on it. */
export type JudgedPaper = { id: string; kind: DocumentKind; finding: ReviewState; foundAt: Date | null }

/** Something missing in a case, or a conflict between answers and documents. `paper` and `section` say where to look. */
export type Discrepancy =
  | { what: 'missing'; kind: DocumentKind }
  | { what: 'faulty'; kind: DocumentKind; finding: ReviewState; paper: string }
  | { what: 'company-paper'; kind: DocumentKind; vehicle: Vehicle; paper: string }
  | { what: 'agent-paper'; kind: DocumentKind; paper: string }
  | { what: 'changed-since'; kind: DocumentKind; section: AnswerSection; day: Date; paper: string }
  | { what: 'passport-expired'; day: CityDay; section: AnswerSection }
  | { what: 'passport-ends'; day: CityDay; opening: CityDay; section: AnswerSection }
  | { what: 'opening-past'; opening: CityDay; section: AnswerSection }
  | { what: 'food-denied'; section: AnswerSection }
  | { what: 'unread'; count: number }

type HandedIn = Pick<Application, 'snapshot' | 'submittedAt' | 'formerSnapshots'>

/**
 * Returns all discrepancies, those that block a decision first. It compares only the data of the site; the content of
 * documents is not read. Pure.
 */
export function discrepanciesIn(handedIn: HandedIn, papers: readonly JudgedPaper[], today: CityDay): Discrepancy[] {
  const answers = handedIn.snapshot?.answers ?? {}
  const unread = papers.filter(({ finding }) => finding === 'received').length
  return [
    ...missingDocuments(answers, papers, paperDay(handedIn, startOfCityDay(today))).map(kind => ({
      what: 'missing' as const,
      kind,
    })),
    ...papers.flatMap(faultOf),
    ...papers.flatMap(paper => findUnrequired(answers, paper)),
    ...papers.flatMap(paper => findChangedSince(handedIn, paper)),
    ...findDayConflicts(answers, today),
    ...(answers.plan?.useClass === 'catering' && answers.plan.food === 'no'
      ? [{ what: 'food-denied' as const, section: 'plan' as const }]
      : []),
    ...(unread > 0 ? [{ what: 'unread' as const, count: unread }] : []),
  ]
}

const faults: readonly ReviewState[] = ['incorrect', 'incomplete', 'outdated']

const faultOf = ({ id, kind, finding }: JudgedPaper): Discrepancy[] =>
  faults.includes(finding) ? [{ what: 'faulty', kind, finding, paper: id }] : []

const ofCompanies: readonly DocumentKind[] = ['company_extract', 'company_charter', 'ownership_statement']
const ofAgents: readonly DocumentKind[] = ['power_of_attorney', 'agent_passport']

/** Finds documents that the answers do not call for: those of a company or of an agent. */
function findUnrequired({ company, applicant }: Answers, { id, kind }: JudgedPaper): Discrepancy[] {
  const vehicle = vehicles.find(one => one === company?.vehicle)
  if (ofCompanies.includes(kind) && vehicle && !existingCompanies.includes(vehicle))
    return [{ what: 'company-paper', kind, vehicle, paper: id }]
  return ofAgents.includes(kind) && applicant?.byAgent === 'no' ? [{ what: 'agent-paper', kind, paper: id }] : []
}

const sectionOf: Partial<Record<DocumentKind, AnswerSection>> = {
  passport: 'applicant',
  business_plan: 'plan',
  experience: 'plan',
  company_extract: 'company',
  company_charter: 'company',
  ownership_statement: 'company',
}

/** Finds an accepted document whose related answers the applicant has changed since. */
function findChangedSince(
  { snapshot, formerSnapshots = [] }: HandedIn,
  { id, kind, finding, foundAt }: JudgedPaper,
): Discrepancy[] {
  const section = sectionOf[kind]
  if (!section || !snapshot || !foundAt || finding !== 'accepted') return []
  const versions = [...formerSnapshots, snapshot]
  const change = versions.findLast(
    ({ at, answers }, index) =>
      at > foundAt &&
      index > 0 &&
      differences(section, versions[index - 1]?.answers[section], answers[section]).length > 0,
  )
  return change ? [{ what: 'changed-since', kind, section, day: change.at, paper: id }] : []
}

function findDayConflicts({ applicant, plan }: Answers, today: CityDay): Discrepancy[] {
  const expiry = dayIn(applicant?.passportExpiry)
  const opening = dayIn(plan?.earliestOpening)
  return [
    ...findPassportConflicts(expiry, opening, today),
    ...(opening && opening < today ? [pastOpening(opening)] : []),
  ]
}

const pastOpening = (opening: CityDay): Discrepancy => ({ what: 'opening-past', opening, section: 'plan' })

function findPassportConflicts(day: CityDay | null, opening: CityDay | null, today: CityDay): Discrepancy[] {
  if (!day) return []
  if (hasPassportExpired(day, today)) return [{ what: 'passport-expired', day, section: 'applicant' }]
  return opening && day < opening ? [{ what: 'passport-ends', day, opening, section: 'applicant' }] : []
}

const dayIn = (answer: unknown): CityDay | null => (typeof answer === 'string' ? readDay(answer, null) : null)
