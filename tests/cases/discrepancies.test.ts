import { describe, expect, it } from 'vitest'
import type { Answers } from '#models/cases/application.ts'
import type { DocumentKind, ReviewState } from '#models/documents/document.ts'
import { discrepanciesIn, type JudgedPaper } from '#features/cases/answers/discrepancies.ts'
import { validAnswers } from '../factories/applications.ts'

const today = '2026-11-25'
const at = (day: string) => new Date(`${day}T04:00:00Z`)
const paper = (kind: DocumentKind, finding: ReviewState = 'accepted'): JudgedPaper => ({
  id: `the ${kind}`,
  kind,
  finding,
  foundAt: at('2026-11-20'),
})
const complete = (['passport', 'business_plan', 'experience'] as const).map(kind => paper(kind))
const answered = (change: { [section in keyof Answers]?: object } = {}): Answers =>
  Object.fromEntries(
    Object.entries(validAnswers()).map(([section, given]) => [
      section,
      { ...given, ...change[section as keyof Answers] },
    ]),
  )
const handedIn = (answers: Answers, day = '2026-11-18') => ({ at: at(day), formVersion: 1, answers, documents: [] })

const foundIn = (answers: Answers, papers: readonly JudgedPaper[] = complete) =>
  discrepanciesIn({ snapshot: handedIn(answers) }, papers, today)

describe('the discrepancies shown to an officer before a decision', () => {
  it('are none when all documents are there, accepted and consistent', () => {
    expect(foundIn(answered())).toEqual([])
  })

  it('include documents that the answers require and nobody uploaded', () => {
    const answers = answered({ company: { vehicle: 'russian_company' } })
    expect(foundIn(answers, complete.slice(1))).toEqual(
      ['passport', 'company_extract', 'company_charter', 'ownership_statement'].map(kind => ({
        what: 'missing',
        kind,
      })),
    )
  })

  it('include documents found wrong and the number of unread ones', () => {
    const papers = [paper('passport', 'received'), paper('business_plan', 'incorrect'), paper('experience', 'received')]
    expect(foundIn(answered(), papers)).toEqual([
      { what: 'faulty', kind: 'business_plan', finding: 'incorrect', paper: 'the business_plan' },
      { what: 'unread', count: 2 },
    ])
  })

  it('include documents of a company or an agent that the answers do not mention', () => {
    expect(foundIn(answered(), [...complete, paper('company_extract'), paper('power_of_attorney')])).toEqual([
      { what: 'company-paper', kind: 'company_extract', vehicle: 'individual', paper: 'the company_extract' },
      { what: 'agent-paper', kind: 'power_of_attorney', paper: 'the power_of_attorney' },
    ])
  })

  it('include accepted documents whose answers have changed since, however long ago', () => {
    const before = answered({ plan: { activity: 'Кафе' } })
    const after = answered()
    const formerSnapshots = [handedIn(before, '2026-11-10'), handedIn(after, '2026-11-22')]
    const application = { snapshot: handedIn(after, '2026-11-24'), formerSnapshots }
    const day = at('2026-11-22')
    expect(discrepanciesIn(application, complete, today)).toEqual([
      { what: 'changed-since', kind: 'business_plan', section: 'plan', day, paper: 'the business_plan' },
      { what: 'changed-since', kind: 'experience', section: 'plan', day, paper: 'the experience' },
    ])
    const later = complete.map(one => ({ ...one, foundAt: at('2026-11-23') }))
    expect(discrepanciesIn(application, later, today)).toEqual([])
  })

  it.each([
    { passportExpiry: '2026-11-24', what: 'passport-expired' },
    { passportExpiry: '2026-11-25', what: 'passport-ends' },
    { passportExpiry: '2027-03-14', what: 'passport-ends' },
    { passportExpiry: '2027-03-15', what: undefined },
    { passportExpiry: 'нет', what: undefined },
  ])('for a passport valid until $passportExpiry are $what', ({ passportExpiry, what }) => {
    expect(foundIn(answered({ applicant: { passportExpiry } })).map(one => one.what)).toEqual(what ? [what] : [])
  })

  it('include an opening day in the past, and catering without food', () => {
    expect(foundIn(answered({ plan: { earliestOpening: '2026-11-24', useClass: 'catering', food: 'no' } }))).toEqual([
      { what: 'opening-past', opening: '2026-11-24', section: 'plan' },
      { what: 'food-denied', section: 'plan' },
    ])
  })
})
