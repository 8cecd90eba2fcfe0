import { describe, expect, it } from 'vitest'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

// The clock of the tests starts at noon of 25 November 2026.
const site = useSite()
const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ')

/** Returns the state of a case as a colleague reads it before the declaration of interest. */
async function standingBeforeDeclaring(id: string): Promise<string> {
  const colleague = await site.undeclared(await aColleague('decider'))
  const { text, main } = renderedPage(await colleague.get(`/en/staff/applications/${id}`).expect(200))
  expect(main).toContain('Declare your interest')
  return squeezed(text('standing'))
}

describe('a deadline that passed before the clean-up job ran', () => {
  it('is shown to both sides as the day on which the offer ended, before and after the job', async () => {
    const account = await anApplicant({ locale: 'ru' })
    const { code } = await aPremises()
    const made = await anApplication({ applicant: account._id, premises: [code], startedFor: code, state: 'decision' })
    const id = made._id.toHexString()
    const founder = await site.as(account)
    const decider = await site.as(await aColleague('decider'))
    const desk = `/en/staff/applications/${id}`
    const body = { premises: code, deadlineOn: '2026-12-05' }
    await decider.post(`${desk}/offer`).type('form').send(body).expect(303)
    const standing = async () =>
      squeezed(renderedPage(await founder.get(`/ru/applications/${id}`).expect(200)).text('standing'))

    site.clock.walk({ days: 40 })
    expect(await standing()).toContain('5 декабря 2026 · На предложение не ответили в срок.')
    await site.runJobs()
    expect(await standing()).toContain('5 декабря 2026 · На предложение не ответили в срок.')
    const theirs = squeezed(renderedPage(await founder.get(`/ru/applications/${id}`).expect(200)).main)
    expect(theirs).toContain('Больше не действует: срок истёк 5 декабря 2026.')
    expect(theirs).toContain('Предложение закрыто: его срок истёк 5 декабря 2026')
    expect(theirs).not.toContain('Не действует с')
    const page = squeezed(renderedPage(await decider.get(desk).expect(200)).main)
    expect(page).toContain('Not valid any more: its deadline passed on 5 December 2026.')
    expect(page).toContain('from “Offer made”, whose time ran out on 5 December 2026')
    expect(page).toContain('5 December 2026 · The offer was not answered in time.')
    expect(await standingBeforeDeclaring(id)).toContain('5 December 2026 · The offer was not answered in time.')
  })

  it('is shown as the last day on which the request could be answered', async () => {
    const answerBy = new Date('2026-12-10T15:59:59.999Z')
    const asked = { number: 1, askedAt: site.clock.now(), by: { id: 'x', name: 'Li' }, locale: 'ru', extensions: [] }
    const state = 'information_requested'
    const request = { ...asked, answerBy, items: [] }
    const account = await anApplicant({ locale: 'ru' })
    const made = await anApplication({ applicant: account._id, state, returnTo: 'screening', answerBy, request })
    const id = made._id.toHexString()
    const decider = await site.as(await aColleague('decider'))
    site.clock.walk({ days: 40 })
    await site.runJobs()
    const { main } = renderedPage(await decider.get(`/en/staff/applications/${id}`).expect(200))
    const said = '10 December 2026 · The request of the office was not answered in time.'
    expect(squeezed(main)).toContain(said)
    expect(await standingBeforeDeclaring(id)).toContain(said)
    const theirs = renderedPage(await (await site.as(account)).get(`/ru/applications/${id}`).expect(200)).main
    expect(theirs).toContain('Срок ответа истёк 10 декабря 2026, заявка закрыта')
  })

  it('is shown as the last day on the waiting list, unless an officer ended the wait before', async () => {
    const waiting = { score: 4, until: new Date('2026-12-10T15:59:59.999Z') }
    const account = await anApplicant({ locale: 'ru' })
    const [ranOut, ended] = [
      await anApplication({ applicant: account._id, state: 'waitlisted', waiting }),
      await anApplication({ state: 'waitlisted', waiting }),
    ].map(({ _id }) => `/en/staff/applications/${_id.toHexString()}`) as [string, string]
    const decider = await site.as(await aColleague('decider'))
    await decider.post(`${ended}/lapse`).type('form').send({ reason: 'Сами попросили' }).expect(303)
    site.clock.walk({ days: 40 })
    await site.runJobs()
    const late = await decider.get(ranOut).expect(200)
    const early = await decider.get(ended).expect(200)
    expect(squeezed(renderedPage(late).text('standing'))).toContain('10 December 2026 · ')
    expect(squeezed(renderedPage(early).text('standing'))).not.toContain('10 December 2026')
    const own = ranOut.replace('/en/staff/', '/ru/')
    const { main: theirs } = renderedPage(await (await site.as(account)).get(own).expect(200))
    expect(theirs).toContain('Ожидание закончилось 10 декабря 2026, заявка закрыта')
  })
})
