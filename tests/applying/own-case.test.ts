import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { locales } from '#shared/texts/i18n.ts'
import { askForInformation } from '#features/reviewing/actions/request.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { idOf, stored } from '../support/desk.ts'
import { signedInFounder, upload } from '../support/founder.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

describe('the applicant’s page of a case', () => {
  const caseOf = async (overrides: Parameters<typeof anApplication>[0]) => {
    const { account, person } = await signedInFounder(site)
    const application = await anApplication({ applicant: account._id, ...overrides })
    return { person, id: idOf(application), path: `/en/applications/${idOf(application)}` }
  }
  const offer = (deadline: string) => ({
    state: 'offered' as const,
    heldPremises: 'SFH-A-0107',
    offer: { premises: 'SFH-A-0107', madeAt: new Date('2026-11-20'), deadline: new Date(deadline) },
  })

  it('allows an offer to be declined, and not to be answered after its deadline', async () => {
    const open = await caseOf(offer('2026-11-25T15:59:59.999Z'))
    expect(renderedPage(await open.person.get(open.path)).body).toContain('Today is the last day')
    await open.person.post(open.path).type('form').send({ to: 'declined' }).expect(303)
    expect(renderedPage(await open.person.get(open.path)).text('state')).toBe('You have declined the offer')

    const late = await caseOf(offer('2026-11-25T03:59:59.999Z'))
    const page = renderedPage(await late.person.get(late.path))
    expect(page.text('state')).toBe('The offer has expired')
    expect(page.$('button[value=accepted]')).toHaveLength(0)
    await late.person.post(late.path).type('form').send({ to: 'accepted' }).expect(409)
    await site.runJobs()
    expect((await stored(late.id)).state).toBe('offer_expired')
  })

  /**
   * Words in each language that would wrongly call the unit free, as it may be offered to the next applicant at once, and
   * the words for what is known.
   */
  const words = {
    ru: { free: /свобод|освобод/i, kept: 'больше не забронировано за вами' },
    en: { free: /\bfree\b|\bavailable\b/i, kept: 'no longer held for you' },
    zh: { free: /腾出|空置|待租|可申请/, kept: '不再为您预留' },
  }
  it.each(locales)('does not call the unit of a declined or expired offer free, in %s', async locale => {
    for (const how of ['declined', 'expired'] as const) {
      const account = await anApplicant({ locale })
      const person = await site.as(account)
      const made = await anApplication({ applicant: account._id, ...offer('2026-11-25T15:59:59.999Z') })
      if (how === 'declined')
        await person
          .post(`/en/applications/${idOf(made)}`)
          .type('form')
          .send({ to: how })
          .expect(303)
      else site.clock.set('2026-11-26T09:00:00+08:00')
      await site.runJobs()
      await site.runJobs()
      const letter = site.mails().findLast(({ to }) => to === account.email)
      expect(letter?.subject).toContain(made.reference)
      expect(letter?.text).toContain('SFH-A-0107')
      expect(letter?.text).toContain(words[locale].kept)
      expect(letter?.text).not.toMatch(words[locale].free)
    }
  })

  it('accepts an answer to an information request', async () => {
    const { person, id, path } = await caseOf({ state: 'screening' })
    const reviewer = { kind: 'reviewer' as const, id: (await aColleague('reviewer')).id }
    const items = [{ id: 'kind-passport', text: 'The photo page, please' }]
    await askForInformation(site.services.casePorts, id, reviewer, { items, locale: 'en' })
    const page = renderedPage(await person.get(path))
    expect(page.body).toContain('The photo page, please')
    expect(page.body).toContain('9 December 2026')
    await person.post(path).type('form').send({ to: 'answered', note: ' ' }).expect(422)
    await upload(person, id).expect(303)
    await person.post(path).type('form').send({ to: 'answered', note: 'Here it is' }).expect(303)
    expect(await stored(id)).toMatchObject({ state: 'screening' })
    expect(renderedPage(await person.get(path)).text('timeline')).toContain('You answered the request')
    // A repeated answer succeeds; a different note is returned.
    await person
      .post(path)
      .type('form')
      .send({ to: 'answered', note: 'Here it is' })
      .expect(303)
      .expect('location', path)
    const late = await person.post(path).type('form').send({ to: 'answered', note: 'Another page' }).expect(409)
    expect(renderedPage(late).$('main textarea[readonly]').text()).toBe('Another page')
    expect((await stored(id)).events.filter(({ from }) => from === 'information_requested')).toHaveLength(1)
  })

  it('records one answer when it is sent twice at the same moment', async () => {
    const { person, id, path } = await caseOf({ state: 'screening' })
    const reviewer = { kind: 'reviewer' as const, id: (await aColleague('reviewer')).id }
    const items = [{ id: 'kind-passport', text: 'The photo page, please' }]
    await askForInformation(site.services.casePorts, id, reviewer, { items, locale: 'en' })
    await upload(person, id).expect(303)
    const answer = () => person.post(path).type('form').send({ to: 'answered', note: 'Here it is' }).expect(303)
    await Promise.all([answer(), answer(), answer()])
    expect((await stored(id)).events.filter(({ from }) => from === 'information_requested')).toHaveLength(1)
  })

  it('refuses to withdraw, accept or decline if the page did not show the current offer', async () => {
    const { person, id, path } = await caseOf({ state: 'waitlisted', premises: ['SFH-A-0107'] })
    const waiting = renderedPage(await person.get(path).expect(200)).value('offer')
    expect(waiting).toBe('')
    await ApplicationModel.updateOne({ _id: id }, offer('2026-12-05T15:59:59.999Z'))
    const late = renderedPage(
      await person.post(path).type('form').send({ to: 'withdrawn', offer: waiting }).expect(409),
    )
    expect(late.text('alert')).toContain('An offer has been made to you since')
    expect((await stored(id)).state).toBe('offered')
    const first = String(late.value('offer'))
    await ApplicationModel.updateOne({ _id: id }, { 'offer.madeAt': new Date('2026-11-21') })
    for (const to of ['accepted', 'declined', 'withdrawn'])
      await person.post(path).type('form').send({ to, offer: first }).expect(409)
    const shown = String(renderedPage(await person.get(path)).value('offer'))
    for (const _time of [1, 2]) await person.post(path).type('form').send({ to: 'declined', offer: shown }).expect(303)
    expect((await stored(id)).state).toBe('declined')
  })

  it('refuses to withdraw if an offer comes while the form is handled', async () => {
    const made = new Set<boolean>()
    for (let operation = 0; ; operation += 1) {
      const code = `SFH-A-${String(1000 + operation)}`
      const { person, id, path } = await caseOf({ state: 'waitlisted', premises: [code] })
      const seen = { offered: false }
      const end = await cutIn(
        operation,
        () => person.post(path).type('form').send({ to: 'withdrawn', offer: '' }),
        async () => {
          const offerNow = { ...offer('2026-12-05T15:59:59.999Z'), heldPremises: code, $inc: { revision: 1 } }
          seen.offered =
            (await ApplicationModel.updateOne({ _id: id, state: 'waitlisted' }, offerNow)).modifiedCount > 0
        },
      )
      if (end === 'over') break
      made.add(seen.offered)
      expect((await stored(id)).state, `cut in at operation ${operation}`).toBe(seen.offered ? 'offered' : 'withdrawn')
    }
    expect(made).toEqual(new Set([true, false]))
  }, 60_000)

  it('records a withdrawal once, and refuses other values', async () => {
    const { person, id, path } = await caseOf({ state: 'review' })
    await person.post(path).type('form').send({ to: 'offered' }).expect(422)
    await person.post(path).type('form').send({ to: 'accepted' }).expect(409)
    await person.post(path).type('form').send({ to: 'withdrawn' }).expect(303)
    // A repeated act succeeds; a different note is returned.
    await person.post(path).type('form').send({ to: 'withdrawn' }).expect(303).expect('location', path)
    expect((await stored(id)).events.filter(({ to }) => to === 'withdrawn')).toHaveLength(1)
    const said = { to: 'withdrawn', note: 'We found another shop in the end.' }
    const late = renderedPage(await person.post(path).type('form').send(said).expect(409))
    expect(late.$('main textarea[readonly]').text()).toBe(said.note)
    const page = renderedPage(await person.get(path))
    expect(page.text('state')).toBe('You have withdrawn the application')
    expect(page.$('button[value=withdrawn]')).toHaveLength(0)
  })

  it('shows the reason of a rejection, as does the list', async () => {
    const { person, id, path } = await caseOf({ state: 'decision' })
    const decider = { kind: 'decider' as const, id: (await aColleague('decider')).id }
    await site.services.cases.moves.move(id, 'rejected', decider, {
      reason: 'The plan has no figures',
      note: 'for us',
    })
    const page = renderedPage(await person.get(path))
    expect(page.body).toContain('Reason: The plan has no figures')
    expect(page.body).not.toContain('for us')
    expect(renderedPage(await person.get('/en/applications')).body).toContain('The application was not approved')
  })

  it.each(locales)('is complete in %s in every state', async locale => {
    const reader = await signedInFounder(site)
    const { applicationStates } = await import('#features/cases/states.ts')
    for (const [index, state] of applicationStates.entries()) {
      // Nobody has an offer to answer and an accepted one at once.
      const { account, person } = state === 'accepted' ? await signedInFounder(site) : reader
      const application = await anApplication({
        applicant: account._id,
        state,
        startedFor: `SFH-A-${String(2000 + index)}`,
      })
      const page = renderedPage(await person.get(`/${locale}/applications/${idOf(application)}`).expect(200))
      expect(page.headings).toBe(1)
    }
    const list = renderedPage(await reader.person.get(`/${locale}/applications`).expect(200))
    expect(list.$('.case-card')).toHaveLength(applicationStates.length - 1)
  })
})

describe('a draft', () => {
  it('has no empty list if no unit is chosen any more', async () => {
    const { account, person } = await signedInFounder(site)
    const draft = await aDraft({ applicant: account._id, premises: [] })
    for (const path of ['/en/applications', `/en/applications/${idOf(draft)}`]) {
      const { $ } = renderedPage(await person.get(path).expect(200))
      const empty = $('main :is(ul, ol, dl)').filter((_, list) => $(list).children().length === 0)
      expect(empty).toHaveLength(0)
    }
  })
})

describe('a tenancy page', () => {
  it('is visible only to its own tenant', async () => {
    const { person } = await signedInFounder(site)
    await person.get('/en/tenancies/64b000000000000000000000').expect(404)
    await person.get('/en/tenancies/x').expect(404)
    await site.visit.get('/en/tenancies/64b000000000000000000000').expect(303)
    const officer = await site.as(await aColleague('decider'))
    await officer.get('/en/tenancies/64b000000000000000000000').expect(403)
  })
})
