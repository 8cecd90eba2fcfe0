import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { cashPlanByMonth, cashPlanLowest, cashPlanTotals } from '#features/cases/answers/cash-plan.ts'
import { numberHint } from '#features/applying/number-hints.ts'
import { toPassportLatin, suggestNames } from '#features/applying/passport-latin.ts'
import { locales } from '#shared/texts/i18n.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft, validAnswers } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

async function aDraftOfMine() {
  const account = await anApplicant()
  const person = await site.as(account)
  const id = (await aDraft({ applicant: account._id }))._id.toHexString()
  const path = (section: string, locale = 'ru') => `/${locale}/applications/${id}/${section}`
  const save = (section: string, form: object) => person.post(path(section)).type('form').send(form)
  const open = async (section: string, locale?: string) =>
    renderedPage(await person.get(path(section, locale)).expect(200))
  return { id, person, save, open, path }
}

describe('the hint about a company number', () => {
  it.each([
    ['inn', '7707083893', null, {}],
    ['inn', '', null, {}],
    ['inn', '77O7083893', 'number.looks-like', { position: 3, character: 'O', digit: '0' }],
    ['inn', '7707 08З893', 'number.looks-like', { position: 7, character: 'З', digit: '3' }],
    ['inn', '77Ж7083893', 'number.no-digit', { position: 3, character: 'Ж' }],
    ['inn', '77070838', 'number.short', { typed: 8, toCompany: 2, toEntrepreneur: 4 }],
    ['inn', '77070838931', 'number.between', { typed: 11, extra: 1, toEntrepreneur: 1 }],
    ['inn', '7707083893123', 'number.long', { typed: 13, extra: 1 }],
    ['inn', '0007083893', 'inn.region', {}],
    ['inn', '7707083894', 'inn.sum', {}],
    ['inn', '500100732258', 'number.one-digit', { position: 12 }],
    ['inn', '500100732269', 'number.one-digit', { position: 11 }],
    ['inn', '500100742259', 'inn.sum-person', {}],
    ['ogrn', '2027700132195', 'ogrn.kind-company', { digit: '2' }],
    ['ogrn', '504500116000157', 'ogrn.kind-entrepreneur', { digit: '5' }],
    ['ogrn', '1957700132195', 'ogrn.year', { digits: '95', year: 2095 }],
    ['ogrn', '1277700132195', 'ogrn.year', { digits: '27' }],
    ['ogrn', '1020000132196', 'ogrn.region', {}],
    ['ogrn', '1027700132196', 'ogrn.sum', { last: 13, to: 12 }],
    ['ogrn', '304500116000158', 'ogrn.sum', { last: 15, to: 14 }],
    ['uscc', '91350100I000100Y43', 'number.looks-like', { position: 9, digit: '1' }],
    ['uscc', '91350100V000100Y43', 'number.no-such-sign', { position: 9, character: 'V' }],
    ['uscc', '91350100M000100Y4', 'number.uscc-short', { missing: 1 }],
    ['uscc', '91350100M000100Y433', 'number.uscc-long', { extra: 1 }],
    ['uscc', '91990100M000100Y43', 'uscc.place', { digits: '990100' }],
    ['uscc', '91350100M000200Y43', 'uscc.organisation', {}],
    ['uscc', '91350100M000100Y44', 'uscc.sum', {}],
  ] as const)('%s %s: %s', (field, typed, key, gaps) => {
    const hint = numberHint(field, typed, 2026)
    if (key === null) expect(hint).toBeNull()
    else expect(hint).toMatchObject({ key: `apply.error.${key}`, gaps })
  })

  it('is shown beside the field and in the summary of errors', async () => {
    const { save, open } = await aDraftOfMine()
    const form = { vehicle: 'russian_company', companyName: 'ООО «Мёд»', inn: '500100732258', ogrn: '1027700132196' }
    const page = renderedPage(await save('company', form).expect(422))
    expect(page.errors().map(({ text }) => text)).toEqual([
      'ИНН: Контрольные цифры не сходятся. Вероятно, ошибка в 12-й цифре.',
      expect.stringContaining('цифры 6–12'),
    ])
    expect(page.$('#inn-error').text()).toContain('12-й цифре')
    for (const locale of locales) expect((await open('company', locale)).$('#ogrn-error').text()).toMatch(/13/)
  })
})

describe('the cash plan', () => {
  const plan = (revenue: string[], costs: string[]) => ({ ...validAnswers().plan, revenue, costs })

  it('calculates the result of each month, the balance and its lowest point', () => {
    const months = cashPlanByMonth({ revenue: ['0', '', '1 000,50', ' '], costs: ['500', '', '', '200'] })
    expect(months.slice(0, 5)).toEqual([
      { resultFen: -50_000, balanceFen: -50_000 },
      null,
      { resultFen: 100_050, balanceFen: 50_050 },
      { resultFen: -20_000, balanceFen: 30_050 },
      null,
    ])
    expect(months).toHaveLength(12)
    expect(cashPlanLowest(months)).toEqual({ month: 1, balanceFen: -50_000 })
    expect(cashPlanLowest(cashPlanByMonth({ revenue: ['5'], costs: ['5'] }))).toBeNull()
  })

  it('treats an unreadable amount as unknown, not as zero', async () => {
    const answers = { revenue: ['20000', 'много', '500'], costs: ['500', '200', '200'] }
    const months = cashPlanByMonth(answers)
    expect(months.slice(0, 4)).toEqual([
      { resultFen: 1_950_000, balanceFen: 1_950_000 },
      { resultFen: null, balanceFen: null },
      { resultFen: 30_000, balanceFen: null },
      null,
    ])
    expect(cashPlanTotals(answers)).toEqual({ revenueFen: null, costsFen: 90_000, resultFen: null })
    expect(cashPlanLowest(cashPlanByMonth({ revenue: ['', 'много'], costs: ['500', '200'] }))).toBeNull()

    // In Russian "20,000" may be twenty or twenty thousand: the page asks, and it is no amount until then.
    const { save, open, path, person } = await aDraftOfMine()
    const refused = await save('plan', plan(Array<string>(12).fill('20,000'), Array<string>(12).fill('500'))).expect(
      422,
    )
    for (const page of [renderedPage(refused), await open('plan')]) {
      const totals = page.$('.cash-plan tfoot td').toArray().map(cell => page.$(cell).text()) // oxfmt-ignore
      expect(totals).toEqual(['—', '¥6\u{a0}000', '—', ''])
      expect(page.$('.cash-plan tbody [data-cash=result]').first().text()).toBe('—')
    }
    const check = renderedPage(await person.get(path('check', 'en')).expect(200))
    expect(check.$('main').text()).toContain('Revenue —, costs ¥6,000, left over — in the year')
  })

  it('can be saved and added up with the button, even if other answers are missing', async () => {
    const { id, save, open, path } = await aDraftOfMine()
    const typed = { ...plan(['100', '500'], ['400', '300']), activity: '', stay: 'cashPlan' }
    await save('plan', typed)
      .expect(303)
      .expect('location', `${path('plan')}#cashPlan`)
    expect((await ApplicationModel.findById(id).lean())?.answers.plan?.revenue).toEqual(['100', '500'])

    const page = await open('plan')
    const sums = page.$('.cash-plan tbody tr').toArray().slice(0, 3)
    expect(
      sums.map(row =>
        page
          .$(row)
          .find('.cash-plan__sum')
          .toArray()
          .map(sum => page.$(sum).text()),
      ),
    ).toEqual([
      ['−¥300', '−¥300'],
      ['¥200', '−¥100'],
      ['', ''],
    ])
    const totals = page.$('.cash-plan tfoot td').toArray().map(cell => page.$(cell).text()) // oxfmt-ignore
    expect(totals).toEqual(['¥600', '¥700', '−¥100', ''])
    expect(page.text('lowest')).toContain('1-го месяца: ¥300')
  })

  it('is not submitted by the Enter key', async () => {
    const page = await (await aDraftOfMine()).open('plan')
    const first = page.$('form.section-form button').first()
    expect(first.attr('name')).toBeUndefined()
    expect(first.attr('hidden')).toBeDefined()
  })
})

describe('the Latin spelling of a name in a passport', () => {
  it.each([
    ['Щукин', 'SHCHUKIN'],
    ['Подъячев', 'PODIEIACHEV'],
    ['Цой', 'TSOI'],
    ['Юлия', 'IULIIA'],
    ['Ёлкина', 'ELKINA'],
    ['Хрущёва', 'KHRUSHCHEVA'],
    ['Соловьёв', 'SOLOVEV'],
    ['Чернышевский', 'CHERNYSHEVSKII'],
    ['Эдуард', 'EDUARD'],
    ['Римский-Корсаков', 'RIMSKII-KORSAKOV'],
  ])('%s is %s', (name, latin) => {
    expect(toPassportLatin(name)).toBe(latin)
  })

  it('is suggested for surname and given name, and only for Russian names', () => {
    expect(suggestNames(' Иванова  Анна Сергеевна')).toEqual({ lastNameLatin: 'IVANOVA', firstNameLatin: 'ANNA' })
    expect(suggestNames('Шевченко Їван')).toEqual({ lastNameLatin: 'SHEVCHENKO', firstNameLatin: '' })
    expect(suggestNames('')).toEqual({ lastNameLatin: '', firstNameLatin: '' })
  })

  it('is shown beside the Latin fields after saving, and never filled in', async () => {
    const { save, open, path } = await aDraftOfMine()
    const typed = {
      ...validAnswers().applicant,
      nameCyrillic: 'Щукина Юлия',
      lastNameLatin: '',
      firstNameLatin: 'Iuliia',
    }
    await save('applicant', { ...typed, stay: 'nameCyrillic' })
      .expect(303)
      .expect('location', `${path('applicant')}#nameCyrillic`)
    const page = await open('applicant')
    expect(page.value('lastNameLatin')).toBe('')
    const suggestion = (field: string) => page.$(`[data-latin-for="${field}"]`)
    expect(suggestion('lastNameLatin').text()).toBe('В паспорте, вероятно: SHCHUKINA')
    expect(suggestion('lastNameLatin').attr('hidden')).toBeUndefined()
    expect(suggestion('firstNameLatin').attr('hidden')).toBeDefined()
  })
})
