import { describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { SessionModel } from '#models/accounts/session.ts'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { maskedAddress } from '#shared/network.ts'
import { deviceOf } from '#shared/user-agent.ts'
import { aColleague, anApplicant, testPassword } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const list = '/en/account/sessions'
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const weChat =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50'

describe('the list of sessions', () => {
  const site = useSite()
  async function signedInWith(userAgent: string, { email }: { email: string }) {
    const browser = site.agent().set('User-Agent', userAgent)
    await browser.post('/en/sign-in').type('form').send({ email, password: testPassword }).expect(303)
    return browser
  }
  const linesOf = ({ $ }: ReturnType<typeof renderedPage>) =>
    $('[data-test="sessions"] li')
      .map((_, line) => $(line).find('strong').text() + ($(line).find('.status').length > 0 ? ' (this one)' : ''))
      .get()

  it('names each device, and ends another session or this one, even while it is in use', async () => {
    const account = await anApplicant()
    const phone = await signedInWith(weChat, account)
    site.clock.advance({ minutes: 1 })
    const desk = await signedInWith(chrome, account)
    const page = renderedPage(await desk.get(list).expect(200))
    expect(linesOf(page)).toEqual(['Chrome\u00a0· Windows (this one)', '微信\u00a0· iPhone'])
    expect(page.text('sessions')).toMatch(/127\.0\.x\.x/)
    const [here = '', there = ''] = page
      .$('[data-test="sessions"] form')
      .map((_, form) => page.$(form).attr('action'))
      .get()

    const stored = await SessionModel.findOne({ 'session.device.system': 'iPhone' }).lean()
    await desk.post(there).expect(303).expect('Location', list)
    // A request that was in progress in the ended session stores it once more.
    if (stored) await SessionModel.create(stored)
    await phone.get('/en/account').expect(303)
    expect(linesOf(renderedPage(await desk.get(list).expect(200)))).toEqual(['Chrome\u00a0· Windows (this one)'])
    await desk.post(there).expect(303).expect('Location', list)
    await desk.post(there.replace(/[0-9a-f]{24}/, '0'.repeat(24))).expect(404)

    await desk.post(here).expect(303).expect('Location', '/en/sign-in?after=signed-out')
    await desk.get('/en/account').expect(303)
  })

  it('lists only sessions that are still valid, and none of other people', async () => {
    const account = await anApplicant()
    const first = await signedInWith(chrome, account)
    const stranger = await signedInWith(chrome, await anApplicant())
    const action =
      renderedPage(await first.get(list))
        .$('[data-test="sessions"] form')
        .attr('action') ?? ''
    await stranger.post(action).expect(404)
    await first.post('/en/account/sign-out-everywhere').expect(303)
    const again = await signedInWith(chrome, account)
    site.clock.advance({ days: 7, minutes: 2 })
    const now = await signedInWith(weChat, account)
    await again.get('/en/account').expect(303)
    expect(linesOf(renderedPage(await now.get(list)))).toEqual(['微信\u00a0· iPhone (this one)'])
  })

  it('is shown to administrators for a colleague, whose session they may end, but not for an applicant', async () => {
    const colleague = await aColleague('reviewer')
    const open = await signedInWith(chrome, colleague)
    const administrator = await site.as(await aColleague('administrator'))
    const person = `/en/staff/users/${colleague.id}`
    const page = renderedPage(await administrator.get(person).expect(200))
    expect(linesOf(page)).toEqual(['Chrome\u00a0· Windows'])
    const action = page.$('[data-test="sessions"] form').attr('action') ?? ''
    await open.post(action).expect(403)
    await administrator.post(action).expect(303)
    await open.get('/en/account').expect(303)
    expect(renderedPage(await administrator.get(person)).text('history')).toContain('Session ended by an administrator')

    const founder = await anApplicant()
    await signedInWith(chrome, founder)
    expect(linesOf(renderedPage(await administrator.get(`/en/staff/users/${founder.id}`)))).toEqual([])
  })

  it('ends a colleague’s session once when the form is sent twice, later or at the same moment', async () => {
    const colleague = await aColleague('reviewer')
    await signedInWith(chrome, colleague)
    const administrator = await site.as(await aColleague('administrator'))
    const page = renderedPage(await administrator.get(`/en/staff/users/${colleague.id}`).expect(200))
    const action = page.$('[data-test="sessions"] form').attr('action')!
    const answers = await Promise.all([1, 2, 3].map(() => administrator.post(action)))
    answers.push(await administrator.post(action))
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    const { history, endedSessions } = (await AccountModel.findById(colleague.id).lean())!
    expect(history.map(({ kind }) => kind)).toEqual(['session_ended'])
    expect(endedSessions).toHaveLength(1)
    await site.services.audit.settled()
    expect(await AuditEntryModel.countDocuments({ action: 'account.session_ended' })).toBe(1)
  })
})

describe('the device of a session', () => {
  it.each([
    [chrome, 'Chrome', 'Windows'],
    [weChat, '微信', 'iPhone'],
    [`${chrome} YaBrowser/25.6`, 'Яндекс Браузер', 'Windows'],
    [`${chrome} Edg/140.0`, 'Edge', 'Windows'],
    [
      'Mozilla/5.0 (Linux; arm_64; Android 12) AppleWebKit/537.36 Chrome/140.0.0.0 YaSearchBrowser/25.8 Mobile Safari/537.36',
      'Яндекс',
      'Android',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1 Version/18.0 Safari/605.1', 'Safari', 'macOS'],
    ['curl/8', null, null],
  ])('is recognised from %s', (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system })
  })

  it('is shown with half of its address', () => {
    expect(maskedAddress('203.0.113.77')).toBe('203.0.x.x')
    expect(maskedAddress('::ffff:203.0.113.77')).toBe('203.0.x.x')
    expect(maskedAddress('2001:db8:1:2::5')).toBe('2001:db8:x')
  })
})
