import { describe, expect, it } from 'vitest'
import { anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { assessment, deskOf, idOf, stored } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { signedIn, post } = deskOf(site)

describe('an action on a case', () => {
  const actions = [
    'screening',
    'ineligible',
    'review',
    'declaration',
    'assessment',
    'decision',
    'reject',
    'waitlist',
    'notice',
    'review-again',
    'conditions-not-met',
    'lapse',
    'offer',
    'contract',
    'handover',
  ]
  const bodies: Record<string, object> = {
    ineligible: { reason: 'x' },
    reject: { reason: 'x' },
    waitlist: { reason: 'x' },
    notice: { premises: 'SFH-A-0107' },
    'review-again': { reason: 'x' },
    'conditions-not-met': { reason: 'x' },
    lapse: { reason: 'x' },
    declaration: { interest: 'none' },
    assessment,
    offer: { premises: 'SFH-A-0107', deadlineOn: '2026-12-05' },
    contract: { openPlaces: 'yes' },
    handover: { on: '2026-11-25', electricityMeter: '1', inventory: 'x' },
  }

  it.each(actions)('%s is refused to everybody who does not handle cases', async action => {
    const id = idOf(await anApplication())
    for (const role of ['listing_manager', 'administrator'] as const)
      await post(await signedIn(role), id, action, bodies[action]).expect(403)
    await post(await site.as(await anApplicant()), id, action, bodies[action]).expect(403)
    await post(site.visit, id, action, bodies[action])
      .expect(303)
      .expect('location', /sign-in/)
    expect(await stored(id)).toMatchObject({ state: 'submitted', revision: 0 })
  })

  it.each(actions)('%s is refused with an explanation once the case has ended', async action => {
    const id = idOf(await anApplication({ state: 'withdrawn' }))
    const reviewer = await signedIn('reviewer')
    await reviewer.get(`/en/staff/applications/${id}`).expect(200)
    const page = renderedPage(await post(reviewer, id, action, bodies[action]).expect(409))
    expect(page.text('alert').length).toBeGreaterThan(20)
    expect(await stored(id)).toMatchObject({ state: 'withdrawn', revision: 0 })
  })
})

describe('an action from an outdated page', () => {
  const another = 'f'.repeat(24)
  const alertOn = async (id: string, action: string, body: object, role: 'reviewer' | 'decider' | 'administrator') =>
    renderedPage(await post(await signedIn(role), id, action, body).expect(409)).text('alert')

  it.each([
    ['assign', 'reviewer', { officer: another }],
    ['assign-least', 'administrator', {}],
    ['seat', 'decider', { reviewer: another }],
    ['fill-panel', 'administrator', {}],
    ['unseat', 'reviewer', { member: another }],
    ['conflict', 'reviewer', { conflictNote: 'My cousin' }],
  ] as const)(
    '%s is reported as outdated, not as an action of another role, once the case has moved on',
    async (action, role, body) => {
      const id = idOf(await anApplication({ state: 'withdrawn' }))
      expect(await alertOn(id, action, body, role)).toContain('below is the application as it is now')
    },
  )

  it('is reported as outdated, not as an action of another role, if the case is already reopened', async () => {
    const id = idOf(await anApplication({ state: 'screening' }))
    const again = { to: 'screening', reason: 'An error of ours.' }
    expect(await alertOn(id, 'reopen', again, 'administrator')).toContain('below is the application as it is now')
  })

  it('is recorded once if it repeats a declaration of interest, with a message', async () => {
    const officer = await signedIn('reviewer')
    const screened = idOf(await anApplication({ state: 'screening' }))
    const again = renderedPage(await post(officer, screened, 'declaration', { interest: 'none' }).expect(303))
    expect(again.text('alert')).toBe('')
    const twice = renderedPage(await post(officer, screened, 'declaration', { interest: 'none' }).expect(409))
    expect(twice.text('alert')).toContain('You have already declared')
    const reviewed = idOf(await anApplication({ state: 'review' }))
    await post(officer, reviewed, 'declaration', { interest: 'none' }).expect(303)
    await post(officer, reviewed, 'declaration', { interest: 'none' }).expect(303)
    for (const id of [screened, reviewed])
      expect((await stored(id)).events.filter(({ kind }) => kind === 'interest_none')).toHaveLength(1)
    await post(officer, reviewed, 'declaration', { interest: 'none', note: 'We met once.' }).expect(303)
    expect((await stored(reviewed)).events.at(-1)).toMatchObject({ kind: 'interest_none', note: 'We met once.' })
  })
})
