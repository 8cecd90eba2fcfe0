import type { Answers, AnswerSection, SectionAnswers } from '#models/cases/application.ts'
import type { OmissionReason } from '#models/cases/parts/copied-from.ts'
import { addMonths, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { laterKinds } from '#features/cases/papers/paper-table.ts'
import type { DatedDocument } from '#features/cases/ports.ts'
import { postedNames } from '#features/cases/answers/fields.ts'
import { hasPassportExpired } from '#features/cases/answers/passport-validity.ts'
import { requiredDocuments } from '#features/cases/answers/required-documents.ts'

/** Maximum age of an extract from a company register, in months; the hint beside the question says the same. */
const extractMonths = 6

/** Sections whose answers are reused, except those in `ofOneApplication`. Declarations are made anew each time. */
const reusedSections = ['choice', 'applicant', 'company', 'plan'] as const satisfies readonly AnswerSection[]
const ofOneApplication: readonly string[] = ['premises', 'reason']

type Sections = Partial<Record<AnswerSection, SectionAnswers>>

/** Returns the answers of an earlier application that a new draft can take over. Answers already in the draft win. */
export function reusableAnswers(earlier: Answers, draft: { answers: Answers; saved: ReadonlySet<string> }): Sections {
  const reused: Sections = {}
  for (const section of reusedSections) {
    const answers = draft.saved.has(section) ? {} : reusableSection(section, earlier[section])
    if (Object.keys(answers).length > 0) reused[section] = { ...answers, ...draft.answers[section] }
  }
  return reused
}

function reusableSection(section: AnswerSection, answers: SectionAnswers = {}): SectionAnswers {
  const reusableNames = postedNames(section).filter(name => !ofOneApplication.includes(name))
  return Object.fromEntries(Object.entries(answers).filter(([name]) => reusableNames.includes(name)))
}

type ReuseContext = {
  /** Answers of the earlier application, among them the day on which the passport expires. */
  earlier: Answers
  /** Answers of the new draft. */
  answers: Answers
  /** Kinds of document that the draft already has. */
  present: ReadonlySet<string>
  today: CityDay
}

/** Returns why a document of an earlier application cannot be reused in a new one; null when it can. Pure. */
export function reasonNotReused(document: DatedDocument, context: ReuseContext): OmissionReason | null {
  return whyUnfit(document, context) ?? whyNotNeeded(document.kind, context)
}

const refusedFindings: readonly string[] = ['incorrect', 'incomplete', 'outdated']

function whyNotNeeded(kind: string, { answers, present, today }: ReuseContext): OmissionReason | null {
  if (laterKinds.some(later => later === kind)) return 'later-stage'
  if (present.has(kind)) return 'there-already'
  return (requiredDocuments(answers, today) as readonly string[]).includes(kind) ? null : 'not-asked'
}

const whyUnfit = (document: DatedDocument, context: ReuseContext): OmissionReason | null =>
  whyRefused(document) ?? whyOver(document, context)

function whyRefused({ scan, reviews }: DatedDocument): OmissionReason | null {
  if (scan?.state === 'infected') return 'infected'
  return refusedFindings.includes(reviews?.at(-1)?.state ?? '') ? 'not-accepted' : null
}

function whyOver({ kind, uploadedAt }: DatedDocument, { earlier, today }: ReuseContext): OmissionReason | null {
  if (kind === 'company_extract' && isOld(uploadedAt, today)) return 'extract-old'
  return kind === 'passport' && hasPassportExpired(earlier.applicant?.passportExpiry, today) ? 'passport-expired' : null
}

/** Checks whether an extract is too old. Its own date is not stored, but it is at least as old as its upload. */
const isOld = (uploadedAt: Date, today: CityDay): boolean => addMonths(cityDayOf(uploadedAt), extractMonths) < today
