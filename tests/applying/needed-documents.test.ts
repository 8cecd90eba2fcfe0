import { describe, expect, it } from 'vitest'
import { vehicles } from '#features/cases/answers/fields.ts'
import { locales } from '#shared/texts/i18n.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

describe('the list of required documents', () => {
  it('is public before the start of an application, in three languages', async () => {
    const { code } = await aPremises()
    for (const locale of locales) {
      const premises = renderedPage(await site.visit.get(`/${locale}/premises/${code}`).expect(200))
      const link = premises.$('a[data-test=needed]').attr('href')!
      expect(link).toBe(`/${locale}/applications/needed?premises=${code}`)
      const page = renderedPage(await site.visit.get(link).expect(200))
      expect(page.$('.needed__more').first().children('div')).toHaveLength(vehicles.length + 1)
      expect(page.$('form input[name=premises]').val()).toBe(code)
    }
    const page = renderedPage(await site.visit.get('/ru/applications/needed').expect(200))
    expect(page.text('needed')).toContain('Паспорт')
    expect(page.text('needed')).toMatch(
      /Российская компания или ИП ?Выписка из реестра компаний, устав компании, сведения о владельцах/,
    )
    expect(page.text('needed')).toMatch(/Я сам\(а\), как частное лицо ?больше ничего/)
  })

  it('is shown on the empty list and before the start of an application', async () => {
    const { code } = await aPremises()
    const person = await site.as(await anApplicant())
    for (const path of ['/ru/applications', `/ru/applications?premises=${code}`])
      expect(renderedPage(await person.get(path).expect(200)).text('needed')).toContain('Бизнес-план')
  })

  it('depends on the answers on the task list', async () => {
    const account = await anApplicant()
    const person = await site.as(account)
    const id = (await aDraft({ applicant: account._id }))._id.toHexString()
    const needed = async () => renderedPage(await person.get(`/en/applications/${id}`)).text('needed')
    expect(await needed()).not.toContain('Power of attorney')
    const agent = { ...validAnswers().applicant, byAgent: 'yes', agentName: 'PETROV' }
    await person.post(`/en/applications/${id}/applicant`).type('form').send(agent).expect(303)
    expect(await needed()).toContain('Power of attorney')
  })

  it('includes what is due before the contract and after the handover, with days and sources', async () => {
    for (const path of ['/en/applications/needed', '/en/how-it-works']) {
      const text = renderedPage(await site.visit.get(path).expect(200)).main
      expect(text).toMatch(/Business licence ?Everybody\. Within 60 days of accepting the offer\. Where it has not/)
      expect(text).toMatch(/; citizens of countries other than China: individuals, a Chinese company to be founded/)
      expect(text).toMatch(
        /Permit \(food, alcohol, hygiene\) ?catering, food, alcohol\. Within 90 days of the handover/i,
      )
      expect(text).toMatch(/Permit for hazardous goods ?Hazardous goods\. Within 90 days/)
      expect(text).toMatch(/Fire Protection Law of China, article 13, as amended on \D*29/)
    }
  })

  it('names in Chinese the paper of the citizenship, and both while it is not known', async () => {
    const account = await anApplicant()
    const person = await site.as(account)
    const id = (await aDraft({ applicant: account._id, answers: {} }))._id.toHexString()
    const heading = async (citizenship?: string) => {
      const answers = { ...validAnswers().applicant, citizenship }
      if (citizenship) await person.post(`/zh/applications/${id}/applicant`).type('form').send(answers).expect(303)
      return renderedPage(await person.get(`/zh/applications/${id}/documents`).expect(200))
        .$('h2')
        .first()
        .text()
    }
    expect(await heading()).toContain('护照或居民身份证')
    expect(await heading('CN')).toContain('居民身份证')
    expect(await heading('CN')).not.toContain('护照')
    expect(await heading('RU')).toContain('护照')
    expect(await heading('RU')).not.toContain('居民身份证')
  })

  it('includes the identity card only for a citizen of China', async () => {
    const account = await anApplicant()
    const person = await site.as(account)
    const id = (await aDraft({ applicant: account._id }))._id.toHexString()
    const documents = async () => renderedPage(await person.get(`/en/applications/${id}/documents`)).main
    expect(await documents()).not.toContain('Identity card')
    const chinese = { ...validAnswers().applicant, citizenship: 'CN' }
    await person.post(`/en/applications/${id}/applicant`).type('form').send(chinese).expect(303)
    expect(await documents()).toContain('Identity card')
    expect(renderedPage(await person.get(`/en/applications/${id}`)).text('needed')).toContain('Identity card')
  })
})
