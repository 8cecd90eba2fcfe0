import { describe, expect, it } from 'vitest'
import { answerSections, type AnswerSection } from '#models/cases/application.ts'
import { complaintsAbout, pickAnswers, sectionStatus } from '#features/cases/answers/answers.ts'
import { checkInn, checkOgrn, checkUscc } from '#features/cases/answers/company-numbers.ts'
import { fieldsOf, postedNames } from '#features/cases/answers/fields.ts'
import { missingDocuments, requiredDocuments } from '#features/cases/answers/required-documents.ts'
import { isMessageKey } from '#shared/texts/i18n.ts'
import { validAnswers } from '../factories/applications.ts'

const context = { today: '2026-11-25', citizenships: 'any' as const }
const valid = validAnswers()
const wrongIn = (section: AnswerSection, changes: Record<string, string | string[]>) =>
  complaintsAbout(section, { ...valid[section], ...changes }, context)

describe('the questions of an application', () => {
  it.each(answerSections)('accept a complete %s', section => {
    expect(complaintsAbout(section, valid[section], context)).toEqual({})
  })

  it.each(answerSections)('in %s have labels, and an empty page has translatable errors', section => {
    for (const field of fieldsOf[section]) {
      expect(isMessageKey(`apply.field.${field.name}`), field.name).toBe(true)
      const words = (field.options ?? []).filter(option => option !== 'yes' && option !== 'no')
      for (const option of words) expect(isMessageKey(`apply.option.${field.name}.${option}`), option).toBe(true)
    }
    const complaints = Object.entries(complaintsAbout(section, {}, context))
    expect(complaints.length).toBeGreaterThan(0)
    for (const [field, key] of complaints) {
      expect(isMessageKey(key), `${field}: ${key}`).toBe(true)
      expect(fieldsOf[section].map(({ name }) => name)).toContain(field)
    }
  })

  it.each([
    ['choice', { premises: ['sfh-a-0107', 'SFH-A-0107'] }, { 'premises-2': 'apply.error.premises-twice' }],
    ['choice', { premises: ['A', '', ''] }, { premises: 'apply.error.premises-code' }],
    ['choice', { premises: ['', ' '] }, { premises: 'apply.error.premises-none' }],
    [
      'choice',
      { premises: ['SFH-A-0101', 'SFH-A-0102', 'SFH-A-0103', 'SFH-A-0104'] },
      { premises: 'apply.error.premises-many' },
    ],
    ['choice', { areaNeeded: 'много' }, { areaNeeded: 'form.number' }],
    ['choice', { powerKw: '-5' }, { powerKw: 'form.below-zero' }],
    ['choice', { waterNeeded: 'maybe' }, { waterNeeded: 'form.choose' }],
    ['applicant', { lastNameLatin: 'Иванова' }, { lastNameLatin: 'apply.error.latin' }],
    ['applicant', { nameCyrillic: 'Anna' }, { nameCyrillic: 'apply.error.cyrillic' }],
    ['applicant', { nameChinese: 'Anna' }, { nameChinese: 'apply.error.chinese' }],
    ['applicant', { citizenship: 'XX' }, { citizenship: 'form.choose' }],
    ['applicant', { passportExpiry: '2026-11-24' }, { passportExpiry: 'apply.error.passport-expired' }],
    ['applicant', { passportExpiry: '2027-02-29' }, { passportExpiry: 'form.date' }],
    ['applicant', { phone: 'позвоните' }, { phone: 'apply.error.phone' }],
    ['applicant', { byAgent: 'yes', agentName: ' ' }, { agentName: 'form.required' }],
    [
      'company',
      { vehicle: 'russian_company' },
      { companyName: 'form.required', inn: 'form.required', ogrn: 'form.required' },
    ],
    [
      'company',
      { vehicle: 'chinese_company', companyName: '绥芬河贸易', uscc: '1' },
      { uscc: 'apply.error.uscc.length' },
    ],
    [
      'company',
      { vehicle: 'other_country', companyName: 'X', companyCountry: 'KR' },
      { registrationNumber: 'form.required' },
    ],
    ['plan', { foreignStaff: '1.5' }, { foreignStaff: 'apply.error.whole-number' }],
    ['plan', { earliestOpening: '2026-11-24' }, { earliestOpening: 'apply.error.opening-past' }],
    ['plan', { revenue: ['1'] }, { cashPlan: 'apply.error.cash-plan' }],
    ['plan', { costs: [...Array<string>(11).fill('1'), 'x'] }, { cashPlan: 'form.number' }],
    ['declarations', { truth: '' }, { truth: 'apply.error.truth' }],
  ] as const)('in %s have an error for %o', (section, changes, complaints) => {
    expect(wrongIn(section, changes as unknown as Record<string, string | string[]>)).toEqual(complaints)
  })

  it('accept only the citizenships of the programme', () => {
    const onlyRussians = { ...context, citizenships: ['RU'] }
    expect(complaintsAbout('applicant', { ...valid.applicant, citizenship: 'KR' }, onlyRussians)).toEqual({
      citizenship: 'apply.error.citizenship',
    })
  })

  it('accept a passport that is valid through today', () => {
    expect(wrongIn('applicant', { passportExpiry: '2026-11-25' })).toEqual({})
  })

  it('ignore company numbers that are not asked for', () => {
    expect(wrongIn('company', { vehicle: 'individual', inn: '123' })).toEqual({})
  })
})

describe('the check of company numbers', () => {
  it.each(['7707083893', '7736050003', '500100732259', '7707 083 893'])('accepts the INN %s', number => {
    expect(checkInn(number)).toEqual({ ok: true })
  })
  it.each([
    ['7707083894', 'checksum'],
    ['500100732258', 'checksum'],
    ['77070838', 'length'],
    ['77O7083893', 'characters'],
  ])('rejects the INN %s because of its %s', (number, reason) => {
    expect(checkInn(number)).toEqual({ ok: false, reason })
  })
  it.each(['1027700132195', '1027700070518', '304500116000157'])('accepts the OGRN %s', number => {
    expect(checkOgrn(number)).toEqual({ ok: true })
  })
  it.each([
    ['1027700132196', 'checksum'],
    ['304500116000158', 'checksum'],
    ['10277001321', 'length'],
    ['10277001321АБ', 'characters'],
  ])('rejects the OGRN %s because of its %s', (number, reason) => {
    expect(checkOgrn(number)).toEqual({ ok: false, reason })
  })
  it.each(['91350100M000100Y43', '91310000775785552L', '9135 0100 m000 100y 43'])('accepts the USCC %s', number => {
    expect(checkUscc(number)).toEqual({ ok: true })
  })
  it.each([
    ['91350100M000100Y44', 'checksum'],
    ['91350100M000100Y4', 'length'],
    ['91350100I000100Y43', 'characters'],
  ])('rejects the USCC %s because of its %s', (number, reason) => {
    expect(checkUscc(number)).toEqual({ ok: false, reason })
  })
  it('accepts a USCC whose check character is 0', () => {
    const bodies = Array.from({ length: 400 }, (_, index) => `91230100MA1B${String(index).padStart(5, '0')}`)
    const zero = bodies.map(body => `${body}0`).filter(code => checkUscc(code).ok)
    expect(zero.length).toBeGreaterThan(0)
  })
})

describe('the stored answers of a submitted section', () => {
  it('contain only known fields, as text or lists of text', () => {
    const body = {
      premises: 'SFH-A-0107',
      reason: ['first', 'second'],
      state: 'offered',
      $where: '1',
      areaNeeded: { $ne: '' },
    }
    expect(pickAnswers('choice', body)).toEqual({ premises: ['SFH-A-0107'], reason: 'first' })
  })
  it('have unit codes in one spelling, however they were entered', () => {
    const picked = pickAnswers('choice', { premises: [' sfh-a-0107', 'SFH-b-0202 '], reason: 'sfh-a-0107' })
    expect(picked).toEqual({ premises: ['SFH-A-0107', 'SFH-B-0202'], reason: 'sfh-a-0107' })
  })

  it('ignore the object prototype', () => {
    const body = JSON.parse('{"__proto__": {"reason": "x"}, "constructor": "y"}') as Record<string, unknown>
    expect(pickAnswers('choice', body)).toEqual({})
  })
  it('are cut to reasonable lengths, without NUL characters', () => {
    const picked = pickAnswers('choice', { reason: `a\0${'b'.repeat(20_000)}`, premises: Array<string>(100).fill('x') })
    expect(String(picked.reason)).toHaveLength(10_000)
    expect(picked.premises).toHaveLength(24)
  })
  it('have no control or direction characters, like other forms', () => {
    const picked = pickAnswers('choice', { reason: 'a\u0007\u202eb\r\nc\ud800', premises: ['\u2067SFH-A-0107'] })
    expect(picked).toEqual({ reason: 'ab\nc', premises: ['SFH-A-0107'] })
  })
  it('may be as long as announced, regardless of their line breaks', () => {
    const { reason } = pickAnswers('choice', { reason: `${'a\r\n'.repeat(1_999)}ab` })
    expect(String(reason)).toHaveLength(4_000)
    expect(wrongIn('choice', { reason: String(reason) })).toEqual({})
  })
  it('have the names that each section posts', () => {
    expect(postedNames('plan')).toContain('revenue')
    expect(postedNames('plan')).not.toContain('cashPlan')
  })
})

describe('the progress of a section', () => {
  it.each([
    [false, {}, 'not_started'],
    [true, {}, 'done'],
    [true, { reason: 'form.required' }, 'in_progress'],
    [true, { truth: 'apply.error.truth' }, 'in_progress'],
    [true, { reason: 'form.required', areaNeeded: 'form.number' }, 'needs_attention'],
  ] as const)('with saved = %s and errors %o is %s', (saved, complaints, status) => {
    expect(sectionStatus(saved, complaints)).toBe(status)
  })
})

describe('the required documents', () => {
  const by = (vehicle: string, byAgent = 'no') =>
    requiredDocuments({ company: { vehicle }, applicant: { byAgent } }, '2026-12-03')
  it('are three for an individual or a company to be founded', () => {
    expect(by('individual')).toEqual(['passport', 'business_plan', 'experience'])
    expect(by('chinese_company_to_be_founded')).toHaveLength(3)
    expect(requiredDocuments({}, '2026-12-03')).toHaveLength(3)
  })
  it.each(['russian_company', 'chinese_company', 'other_country'])('are six for %s', vehicle => {
    expect(by(vehicle).slice(3)).toEqual(['company_extract', 'company_charter', 'ownership_statement'])
  })
  it('are two more when an agent applies', () => {
    expect(by('individual', 'yes').slice(3)).toEqual(['power_of_attorney', 'agent_passport'])
  })
  it('are missing until one of the kind is uploaded', () => {
    expect(missingDocuments({}, [{ kind: 'passport' }, { kind: 'permit' }], '2026-12-03')).toEqual([
      'business_plan',
      'experience',
    ])
  })
})
