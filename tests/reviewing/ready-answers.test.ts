import { describe, expect, it } from 'vitest'
import { AnswerTemplateModel } from '#models/reviewing/answer-template.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const text = {
  ru: 'Здравствуйте, {name}! По заявке {reference} ответьте до {date}. {officer}',
  zh: '{name}，您好！',
}

async function aCase(locale: 'ru' | 'en' | 'zh' = 'ru') {
  const officer = await aColleague('reviewer', { name: 'Ань' })
  const applicant = await anApplicant({ locale })
  const application = await anApplication({ state: 'screening', applicant: applicant._id, assignee: officer._id })
  const template = await AnswerTemplateModel.create({ name: 'Срок', text, version: 1 })
  const id = application._id.toHexString()
  const agent = await site.as(officer)
  const send = (values: object) => agent.post(`/en/staff/applications/${id}/messages`).type('form').send(values)
  const messages = async () => (await ApplicationModel.findById(id).lean())?.messages ?? []
  return { id, agent, application, send, messages, ready: template._id.toHexString(), applicant }
}

describe('a ready-made answer in a message of a case', () => {
  it('is inserted below the input in the applicant’s language, with the known facts filled in', async () => {
    const { send, ready, application, messages } = await aCase()
    const page = renderedPage(await send({ insert: 'yes', ready, publicMessage: 'Добрый день.' }).expect(200))
    const value = String(page.$('#publicMessage').val())
    const { applicantName, reference } = application
    expect(value).toBe(
      `Добрый день.\n\nЗдравствуйте, ${applicantName}! По заявке ${reference} ответьте до {date}. Администрация`,
    )
    expect(page.$('details.case-drawer').attr('open')).toBeDefined()
    expect(await messages()).toEqual([])
  })

  it('is not sent while a placeholder is open, and the input is not lost', async () => {
    const { send, messages } = await aCase()
    const publicMessage = 'Ответьте до {date}.'
    const page = renderedPage(await send({ publicMessage, writtenIn: 'ru' }).expect(422))
    expect(page.errors()).toEqual([{ field: 'publicMessage', text: expect.stringContaining('in braces') }])
    expect(page.$('#publicMessage').val()).toBe(publicMessage)
    expect(await messages()).toEqual([])
  })

  it('is sent as it is, without a translation, if it is the whole message', async () => {
    const { send, ready, messages } = await aCase()
    const page = renderedPage(await send({ insert: 'yes', ready, publicMessage: '' }).expect(200))
    expect(page.$('#messages [name=writtenIn]').val()).toBe('ru')
    const publicMessage = String(page.$('#publicMessage').val()).replace('{date}', '5 декабря')
    await send({ publicMessage, writtenIn: 'ru' }).expect(303)
    expect((await messages()).map(({ text: said }) => said)).toEqual([publicMessage])
  })

  it('is offered only if it has a text in the applicant’s language', async () => {
    const { agent, id } = await aCase('en')
    const page = renderedPage(await agent.get(`/en/staff/applications/${id}`).expect(200))
    expect(page.$('#messages [name=ready]')).toHaveLength(0)
  })

  it.each(locales)('is offered in %s', async locale => {
    const { agent, id } = await aCase()
    const page = renderedPage(await agent.get(`/${locale}/staff/applications/${id}`).expect(200))
    expect(page.$('#messages [name=ready] option').text()).toContain('Срок')
  })
})
