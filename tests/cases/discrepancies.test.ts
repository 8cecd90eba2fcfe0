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

describe('what an officer is told before deciding', () => {
  it('is nothing where all is there, accepted and of one piece', () => {
    expect(foundIn(answered())).toEqual([])
  })

  it('is what the answers call for and nobody has handed in', () => {
    const answers = answered({ company: { vehicle: 'russian_company' } })
    expect(foundIn(answers, complete.slice(1))).toEqual(
      ['passport', 'company_extract', 'company_charter', 'ownership_statement'].map(kind => ({
        what: 'missing',
        kind,
      })),
    )
  })

  it('is what an officer has found wrong, and how many papers nobody has looked at', () => {
    const papers = [paper('passport', 'received'), paper('business_plan', 'incorrect'), paper('experience', 'received')]
    expect(foundIn(answered(), papers)).toEqual([
      { what: 'faulty', kind: 'business_plan', finding: 'incorrect', paper: 'the business_plan' },
      { what: 'unread', count: 2 },
    ])
  })

  it('is a paper of a company or an agent that the answers do not know', () => {
    expect(foundIn(answered(), [...complete, paper('company_extract'), paper('power_of_attorney')])).toEqual([
      { what: 'company-paper', kind: 'company_extract', vehicle: 'individual', paper: 'the company_extract' },
      { what: 'agent-paper', kind: 'power_of_attorney', paper: 'the power_of_attorney' },
    ])
  })

  it('is an accepted paper whose answers have been changed since, however long ago', () => {
    const [before, after] = [answered({ plan: { activity: 'Кафе' } }), answered()]
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
  ])('is a passport that is valid until $passportExpiry: $what', ({ passportExpiry, what }) => {
    expect(foundIn(answered({ applicant: { passportExpiry } })).map(one => one.what)).toEqual(what ? [what] : [])
  })

  it('is an opening that has gone by, and catering without food', () => {
    expect(foundIn(answered({ plan: { earliestOpening: '2026-11-24', useClass: 'catering', food: 'no' } }))).toEqual([
      { what: 'opening-past', opening: '2026-11-24', section: 'plan' },
      { what: 'food-denied', section: 'plan' },
    ])
  })
})
