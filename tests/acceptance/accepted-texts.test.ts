import { expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { inDecision, idOf, post } from '../support/desk.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

it('the page of an accepted offer shows what the applicant has to do, until the office has to act', async () => {
  const { code } = await aPremises({ status: 'available' })
  const account = await anApplicant({ locale: 'ru' })
  const id = idOf(await inDecision({ applicant: account._id, premises: [code] }))
  const decider = await site.as(await aColleague('decider'))
  await post(decider, id, 'offer', { premises: code, deadlineOn: '2026-12-05' }).expect(303)
  const founder = await site.as(account)
  await founder.post(`/ru/applications/${id}`).type('form').send({ to: 'accepted' }).expect(303)
  await site.runJobs()
  const shown = async () => renderedPage(await founder.get(`/ru/applications/${id}`).expect(200)).main
  expect(await shown()).toContain('Пришлите документы по условиям. Ближайшее — «Нотариальный перевод с апостилем», до')
  expect(await shown()).not.toContain('сообщит, какие документы нужны')
  const letter = site.mails().find(({ subject }) => subject.startsWith('Вы приняли предложение'))
  expect(letter?.text).toContain('Что нужно до договора и к какому сроку, написано на странице заявки')
  await ApplicationModel.updateOne({ _id: id }, { $set: { 'offer.acceptance.conditions': [] } })
  expect(await shown()).toContain('Администрация готовит договор')
})
