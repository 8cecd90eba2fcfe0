import { describe, expect, it } from 'vitest'
import { anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { assessment, deskOf, idOf, stored } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { signedIn, post } = deskOf(site)

describe('every action', () => {
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

  it.each(actions)('%s says in words that an ended case is past it', async action => {
    const id = idOf(await anApplication({ state: 'withdrawn' }))
    const reviewer = await signedIn('reviewer')
    await reviewer.get(`/en/staff/applications/${id}`).expect(200)
    const page = renderedPage(await post(reviewer, id, action, bodies[action]).expect(409))
    expect(page.text('alert').length).toBeGreaterThan(20)
    expect(await stored(id)).toMatchObject({ state: 'withdrawn', revision: 0 })
  })
})
