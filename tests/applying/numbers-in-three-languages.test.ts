import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aDraft, validAnswers } from '../factories/applications.ts'
import { idOf } from '../support/desk.ts'
import { signedInFounder } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const plain = (text: string) => text.replace(/\s/g, ' ')

async function aDraftOfMine() {
  const { account, person } = await signedInFounder(site)
  const id = idOf(await aDraft({ applicant: account._id }))
  const post = (locale: string, section: string, body: object) =>
    person.post(`/${locale}/applications/${id}/${section}`).type('form').send(body)
  const open = async (locale: string, section: string) =>
    renderedPage(await person.get(`/${locale}/applications/${id}/${section}`).expect(200))
  const kept = async () => (await ApplicationModel.findById(id).lean())!.answers
  return { post, open, kept }
}

describe('numbers and days of an application', () => {
  it.each([
    ['ru', { investment: '250 000,50', revenue: '20 000', earliestOpening: '15 марта 2031' }],
    ['en', { investment: '250,000.50', revenue: '20,000', earliestOpening: '15/03/2031' }],
    ['zh', { investment: '２５０，０００.５０元', revenue: '20，000', earliestOpening: '2031年3月15日' }],
  ])(
    'are read as people write them in %s, and shown in the style of every language',
    async (locale, { revenue, ...typed }) => {
      const { post, open, kept } = await aDraftOfMine()
      const column = Array<string>(12).fill(revenue)
      await post(locale, 'plan', { ...validAnswers().plan, ...typed, revenue: column, costs: column }).expect(303)
      expect((await kept()).plan).toMatchObject({
        investment: '250000.5',
        earliestOpening: '2031-03-15',
        revenue: Array(12).fill('20000'),
      })
      const fields = await Promise.all(
        locales.map(async language => {
          const page = await open(language, 'plan')
          expect(page.errors()).toEqual([])
          return [page.value('investment'), page.$('[name=revenue]').first().val(), page.value('earliestOpening')].map(
            value => plain(String(value)),
          )
        }),
      )
      expect(fields).toEqual([
        ['250 000,5', '20 000', '15.03.2031'],
        ['250,000.5', '20,000', '15 Mar 2031'],
        ['250,000.5', '20,000', '2031年3月15日'],
      ])
      const checks = await Promise.all(locales.map(async language => plain((await open(language, 'check')).main)))
      for (const [index, shown] of ['15 марта 2031', '15 March 2031', '2031年3月15日'].entries()) {
        expect(checks[index]).toContain(shown)
        expect(checks[index]).not.toContain('2031-03-15')
      }
      expect(checks[1]).toContain('¥250,000.50')
    },
  )

  it('may be entered with full-width and combined characters in codes, numbers and names', async () => {
    const { post, open, kept } = await aDraftOfMine()
    const { choice, applicant, company } = validAnswers()
    const typed = {
      lastNameLatin: ' O’NEIL–IVANOVA ',
      firstNameLatin: 'ＡＬＩＳＡ\u00a0ANNA',
      nameCyrillic: 'И\u0306овчева О’Нил',
      passportNumber: '７５ １２３４５６７',
      phone: '８（９１４）５５５－１２－３４',
    }
    await post('zh', 'applicant', { ...applicant, ...typed }).expect(303)
    const codes = [String(choice?.premises?.[0]), 'ｓｆｈ－ａ－０１０７']
    await post('zh', 'choice', { ...choice, premises: codes })
    const numbers = {
      vehicle: 'russian_company',
      companyName: 'ООО',
      inn: '７７０７０８３８９３',
      ogrn: '１０２７７００１３２１９５',
    }
    await post('zh', 'company', { ...company, ...numbers }).expect(303)
    expect(await kept()).toMatchObject({
      applicant: {
        lastNameLatin: "O'NEIL-IVANOVA",
        firstNameLatin: 'ALISA ANNA',
        nameCyrillic: "Йовчева О'Нил",
        passportNumber: '75 1234567',
        phone: '+7 (914)555-12-34',
      },
      choice: { premises: [codes[0], 'SFH-A-0107'] },
      company: { inn: '7707083893', ogrn: '1027700132195' },
    })
    expect((await open('ru', 'applicant')).errors()).toEqual([])
  })

  it('must be whole for numbers of people, and texts must be within their limit', async () => {
    const { post } = await aDraftOfMine()
    const { text } = await post('ru', 'plan', {
      ...validAnswers().plan,
      foreignStaff: '1,5',
      activity: 'я'.repeat(4_001),
    }).expect(422)
    expect(text).toContain('Введите целое число, например 3.')
    expect(plain(text)).toContain('не больше 4 000 знаков')
  })

  it('may include their own unit of measure, and no other', async () => {
    const { post, open, kept } = await aDraftOfMine()
    const choice = { ...validAnswers().choice, areaNeeded: '48,5 м²', powerKw: '12 кВт' }
    await post('ru', 'choice', choice)
    expect((await kept()).choice).toMatchObject({ areaNeeded: '48.5', powerKw: '12' })
    await post('ru', 'plan', { ...validAnswers().plan, investment: '1 250 долл.' }).expect(422)
    const page = await open('ru', 'plan')
    expect(page.value('investment')).toBe('1 250 долл.')
    expect(page.errors().map(({ field }) => field)).toEqual(['investment'])
  })

  it.each([
    ['ru', '12,5 тыс.', '250 000 ₽', '1,5 млн'],
    ['en', '12.5k', '$250,000', '1.5 million yuan'],
    ['zh', '1.25万', '25万卢布', '150万元'],
  ])(
    'may be amounts in thousands or millions in %s, but not in another currency',
    async (locale, each, foreign, sum) => {
      const { post, open, kept } = await aDraftOfMine()
      const filled = { ...validAnswers().plan, investment: sum, revenueEach: each, costsEach: each, fill: 'cashPlan' }
      await post(locale, 'plan', filled).expect(303)
      expect((await kept()).plan).toMatchObject({ investment: '1500000', revenue: Array(12).fill('12500') })
      expect(plain(String((await open('ru', 'plan')).value('investment')))).toBe('1 500 000')
      await post(locale, 'plan', { ...validAnswers().plan, investment: foreign }).expect(422)
      expect((await open(locale, 'plan')).value('investment')).toBe(foreign)
    },
  )

  it('are not guessed if a comma or a date is ambiguous', async () => {
    const { post, kept } = await aDraftOfMine()
    const page = renderedPage(await post('ru', 'plan', { ...validAnswers().plan, investment: '20,000' }).expect(422))
    expect(page.errors().map(({ text }) => plain(text))).toEqual([
      'Вложения, юаней: Непонятно, где тысячи, а где дробная часть. Напишите число полностью, например 20 000 или 20,5.',
    ])
    expect((await kept()).plan?.investment).toBe('20,000')
    const doubtful = { ...validAnswers().plan, earliestOpening: '01/02/2031' }
    const asked = renderedPage(await post('en', 'plan', doubtful).expect(422))
    expect(asked.errors().map(({ text }) => text)).toEqual([
      expect.stringContaining('This can be two different days. Write the month as a word, such as 15 March 2031.'),
    ])
    expect(asked.value('earliestOpening')).toBe('01/02/2031')
    await post('ru', 'plan', { ...validAnswers().plan, earliestOpening: '01/02/2031' }).expect(303)
    expect((await kept()).plan?.earliestOpening).toBe('2031-02-01')
  })

  it('can be entered on the number pad of a phone', async () => {
    const { post, open, kept } = await aDraftOfMine()
    const page = await open('en', 'plan')
    expect(page.field('earliestOpening').attr('inputmode')).toBe('numeric')
    expect(page.field('foreignStaff').attr('inputmode')).toBe('numeric')
    expect(page.field('investment').attr('inputmode')).toBe('decimal')
    await post('en', 'plan', { ...validAnswers().plan, earliestOpening: '15032031' }).expect(303)
    expect((await kept()).plan?.earliestOpening).toBe('2031-03-15')
  })
})
