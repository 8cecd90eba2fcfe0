import { describe, expect, it } from 'vitest'
import type { Answers } from '#models/cases/application.ts'
import { countries } from '#shared/texts/countries.ts'
import { conditionsFor, dutiesAtHandover } from '#features/cases/acceptance/rules.ts'
import { vehicles } from '#features/cases/answers/fields.ts'
import { requiredDocuments } from '#features/cases/answers/required-documents.ts'
import {
  paperSources,
  paperTable,
  paperUses,
  type PaperSource,
  type PaperUse,
} from '#features/cases/papers/paper-table.ts'
import { papersFor } from '#features/cases/papers/papers-for.ts'

type Person = {
  from: string
  as: (typeof vehicles)[number]
  ogrn?: string
  agent?: boolean
  uses?: readonly PaperUse[]
}

/** Answers of this person. The first of the uses that is a class of use is the class. */
function answersOf({ from, as: vehicle, ogrn = '', agent = false, uses = [] }: Person): Answers {
  const yes = (use: PaperUse) => (uses.includes(use) ? 'yes' : 'no')
  return {
    choice: { extractionNeeded: yes('extraction') },
    applicant: { citizenship: from, byAgent: agent ? 'yes' : 'no' },
    company: { vehicle, ogrn },
    plan: {
      useClass: uses.find(use => use === 'catering' || use === 'workshop') ?? 'retail',
      food: yes('food'),
      alcohol: yes('alcohol'),
      hazard: yes('hazard'),
    },
  }
}

/** Returns the papers of a person by the time at which they are asked for. */
function demands(person: Person) {
  const papers = papersFor(answersOf(person), '2026-12-03')
  const named = (when: string) => papers.filter(row => row.when === when).map(({ paper }) => paper)
  return { application: named('application'), contract: named('contract'), tenancy: named('tenancy') }
}

const company = ['company_extract', 'company_charter', 'ownership_statement']

describe('the documents required of an applicant', () => {
  it.each<[string, Person, { application: string[]; contract: string[]; tenancy: string[] }]>([
    [
      'a Russian who trades in their own name',
      { from: 'RU', as: 'individual' },
      {
        application: ['passport', 'business_plan', 'experience'],
        contract: ['business_licence', 'notarised_translation'],
        tenancy: [],
      },
    ],
    [
      'a Russian with a Russian company, by an agent',
      { from: 'RU', as: 'russian_company', agent: true },
      {
        application: ['passport', 'business_plan', 'experience', ...company, 'power_of_attorney', 'agent_passport'],
        contract: ['business_licence', 'notarised_translation'],
        tenancy: [],
      },
    ],
    [
      'a Russian sole trader',
      { from: 'RU', as: 'russian_company', ogrn: '304500116000157' },
      {
        application: ['passport', 'business_plan', 'experience', 'company_extract'],
        contract: ['business_licence', 'notarised_translation'],
        tenancy: [],
      },
    ],
    [
      'a Russian with a Chinese company',
      { from: 'RU', as: 'chinese_company' },
      {
        application: ['passport', 'business_plan', 'experience', ...company],
        contract: ['business_licence'],
        tenancy: [],
      },
    ],
    [
      'a Russian who founds a Chinese company and opens a café',
      { from: 'RU', as: 'chinese_company_to_be_founded', uses: ['catering', 'food'] },
      {
        application: ['passport', 'business_plan', 'experience'],
        contract: ['business_licence', 'notarised_translation', 'fit_out_drawing'],
        tenancy: ['permit', 'fire_acceptance'],
      },
    ],
    [
      'a citizen of China with a Chinese company',
      { from: 'CN', as: 'chinese_company' },
      {
        application: ['identity_card', 'business_plan', 'experience', ...company],
        contract: ['business_licence'],
        tenancy: [],
      },
    ],
    [
      'a citizen of China who founds a Chinese company and sells alcohol',
      { from: 'CN', as: 'chinese_company_to_be_founded', uses: ['alcohol'] },
      {
        application: ['identity_card', 'business_plan', 'experience'],
        contract: ['business_licence'],
        tenancy: ['permit'],
      },
    ],
    [
      'a citizen of China with a Russian company and a workshop',
      { from: 'CN', as: 'russian_company', uses: ['workshop'] },
      {
        application: ['identity_card', 'business_plan', 'experience', ...company],
        contract: ['business_licence', 'notarised_translation', 'fit_out_drawing'],
        tenancy: ['fire_acceptance'],
      },
    ],
    [
      'a Mongolian with a company at home who stores hazardous goods',
      { from: 'MN', as: 'other_country', uses: ['hazard'] },
      {
        application: ['passport', 'business_plan', 'experience', ...company],
        contract: ['business_licence', 'notarised_translation', 'fit_out_drawing'],
        tenancy: ['permit', 'fire_acceptance'],
      },
    ],
  ])('are those for %s', (_who, person, expected) => {
    expect(demands(person)).toEqual(expected)
  })

  const everyPerson = countries
    .filter(country => ['CN', 'RU', 'MN'].includes(country))
    .flatMap(from => vehicles.map(vehicle => ({ from, as: vehicle })))
    .flatMap(person => [[], ...paperUses.map(use => [use]), [...paperUses]].map(uses => ({ ...person, uses })))

  it('never include the same document twice, at any stage', () => {
    for (const person of everyPerson) {
      const answers = answersOf(person)
      const papers = papersFor(answers, '2026-12-03').map(({ paper }) => paper)
      expect(new Set(papers).size, JSON.stringify(person)).toBe(papers.length)
      const before: string[] = [
        ...requiredDocuments(answers, '2026-12-03'),
        ...conditionsFor(answers, '2026-12-03').map(one => one.kind),
      ]
      expect(new Set(before).size).toBe(before.length)
      const accepted = conditionsFor(answers, '2026-12-03').map(({ kind }) => ({ kind, state: 'met' as const }))
      for (const { kind } of dutiesAtHandover(answers, accepted, '2026-12-03')) expect(before).not.toContain(kind)
    }
  })

  it('always include exactly one proof of identity, stored as one kind', () => {
    for (const person of everyPerson)
      expect(requiredDocuments(answersOf(person), '2026-12-03').filter(kind => kind === 'passport')).toHaveLength(1)
  })

  it('each name a source with its day and the day it was checked, or the programme', () => {
    for (const { source } of paperTable) {
      const { date, checkedOn }: PaperSource = paperSources[source]
      if (source !== 'programme') expect([date, checkedOn]).not.toContain(undefined)
    }
  })
})

describe('the documents still owed at the handover', () => {
  const café = answersOf({ from: 'RU', as: 'chinese_company_to_be_founded', uses: ['catering'] })
  const licence = { kind: 'licence', days: 60 }
  const afterFitOut = [
    { kind: 'permit', days: 90 },
    { kind: 'fire_acceptance', days: 90 },
  ]

  it.each([
    [
      'the licence when it was not accepted before',
      [{ kind: 'business_licence', state: 'open' }],
      [licence, ...afterFitOut],
    ],
    ['no licence when it was accepted', [{ kind: 'business_licence', state: 'met' }], afterFitOut],
    [
      'no licence when the office said that none is needed',
      [{ kind: 'business_licence', state: 'waived' }],
      afterFitOut,
    ],
    ['the licence when no condition was made of it', [], [licence, ...afterFitOut]],
    [
      'no permit that was accepted as a condition, as in cases from before',
      [
        { kind: 'business_licence', state: 'met' },
        { kind: 'permit', state: 'met' },
      ],
      [{ kind: 'fire_acceptance', days: 90 }],
    ],
  ] as const)('include %s', (_what, conditions, expected) => {
    expect(dutiesAtHandover(café, conditions, '2026-12-03')).toEqual(expected)
  })
})
