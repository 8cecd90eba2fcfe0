import type { Answers, AnswerSection, SectionAnswers } from '#models/cases/application.ts'
import type { LeftReason } from '#models/cases/parts/copied-from.ts'
import { addMonths, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { readDay } from '#shared/days/parse-day.ts'
import type { DatedDocument } from '../ports.ts'
import { postedNames } from './fields.ts'
import { requiredDocuments } from './required-documents.ts'

/** Older extracts of a company register are not taken (as the hint beside the question says). */
const extractMonths = 6

/** Declarations are made anew each time, and which premises and why belong to one application. */
const taken = ['choice', 'applicant', 'company', 'plan'] as const satisfies readonly AnswerSection[]
const ofOneApplication: readonly string[] = ['premises', 'reason']

type Sections = Partial<Record<AnswerSection, SectionAnswers>>

/** What a new draft, which says this much already, can take from the answers of an earlier application. */
export function reusableAnswers(earlier: Answers, draft: { answers: Answers; saved: ReadonlySet<string> }): Sections {
  const reused: Sections = {}
  for (const section of taken) {
    const answers = draft.saved.has(section) ? {} : withoutOwn(section, earlier[section])
    if (Object.keys(answers).length > 0) reused[section] = { ...answers, ...draft.answers[section] }
  }
  return reused
}

function withoutOwn(section: AnswerSection, answers: SectionAnswers = {}): SectionAnswers {
  const asked = postedNames(section).filter(name => !ofOneApplication.includes(name))
  return Object.fromEntries(Object.entries(answers).filter(([name]) => asked.includes(name)))
}

type Standing = {
  /** The answers of the earlier application, by which the day is known on which a passport ends. */
  earlier: Answers
  /** The answers of the new draft. */
  answers: Answers
  /** Kinds of which the draft has a document already. */
  present: ReadonlySet<string>
  today: CityDay
}

/** Why a document of an earlier application would not do for a new one; null when it would. Pure. */
export function reasonNotReused(document: DatedDocument, standing: Standing): LeftReason | null {
  return whyUnfit(document, standing) ?? whyNotNeeded(document.kind, standing)
}

const refused: readonly string[] = ['incorrect', 'incomplete', 'outdated']
const ofLaterStages: readonly string[] = [
  'permit',
  'fit_out_drawing',
  'business_licence',
  'notarised_translation',
  'other_paper',
  'signed_contract',
  'renewal_letter',
  'finding_photo',
]

function whyNotNeeded(kind: string, { answers, present }: Standing): LeftReason | null {
  if (ofLaterStages.includes(kind)) return 'later-stage'
  if (present.has(kind)) return 'there-already'
  return (requiredDocuments(answers) as readonly string[]).includes(kind) ? null : 'not-asked'
}

const whyUnfit = (document: DatedDocument, standing: Standing): LeftReason | null =>
  whyRefused(document) ?? whyOver(document, standing)

function whyRefused({ scan, reviews }: DatedDocument): LeftReason | null {
  if (scan?.state === 'infected') return 'infected'
  return refused.includes(reviews?.at(-1)?.state ?? '') ? 'not-accepted' : null
}

function whyOver({ kind, uploadedAt }: DatedDocument, { earlier, today }: Standing): LeftReason | null {
  if (kind === 'company_extract' && isOld(uploadedAt, today)) return 'extract-old'
  return kind === 'passport' && hasExpired(earlier.applicant?.passportExpiry, today) ? 'passport-expired' : null
}

/** Its own date is nowhere typed, but an extract is no younger than the day on which it came. */
const isOld = (uploadedAt: Date, today: CityDay): boolean => addMonths(cityDayOf(uploadedAt), extractMonths) < today

/** A passport is asked to be valid beyond today; what is no day says nothing. */
function hasExpired(typed: string | string[] | undefined, today: CityDay): boolean {
  const day = typeof typed === 'string' ? readDay(typed, null) : null
  return day !== null && day <= today
}
