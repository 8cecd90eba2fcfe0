import { beforeEach, describe, expect, it } from 'vitest'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { deskOf, idOf, inDecision, type Agent } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { signedIn, post } = deskOf(site)
let manager: Agent
let decider: Agent
beforeEach(async () => {
  manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
  decider = await signedIn('decider', { name: '李慧兰' })
})

const listing = async (code: string) => (await PremisesModel.findOne({ code }).lean<Premises>())!
const statusOf = async (code: string) => (await listing(code)).status
const shownAs = async (code: string) =>
  renderedPage(await site.visit.get(`/en/premises/${code}`).expect(200)).main.replace(/\s+/g, ' ')
const move = (code: string, name: string) =>
  manager.post(`/en/staff/premises/${code}/status`).type('form').send({ move: name, note: '' })
const free = 'Apply for this unit'

/** Goes through all pages of a bulk change. */
async function moveTogether(codes: readonly string[], name: string): Promise<void> {
  const at = '/en/staff/premises/bulk'
  const { headers } = await manager.post(at).type('form').send({ kind: 'move', code: codes, move: name, note: '' })
  await manager
    .post(`${at}/${headers['location']!.split('/').at(-1)!}/confirm`)
    .type('form')
    .send({})
  await site.runJobs()
}

/** Makes an offer; the worker has not run yet. */
async function justOffered(): Promise<{ code: string; id: string }> {
  const { code } = await aPremises()
  const application = await inDecision({ premises: [code], startedFor: code })
  await post(decider, idOf(application), 'offer', { premises: code, deadlineOn: '2026-12-05' }).expect(303)
  return { code, id: idOf(application) }
}

describe('an occupied unit', () => {
  it('is let until it is returned, whatever the exit inspection found, and is then paused for repairs', async () => {
    const { path, code } = await aTenancy(site.services, { state: 'notice', leavesOn: '2026-11-30' })
    const exit = { on: '2026-11-25', electricityMeter: '1251', condition: '一般', needsWork: 'yes', defects: '换锁' }
    const officer = await signedIn('reviewer', { name: '孙立群' })
    await officer.post(`${path}/exit`).type('form').send(exit).expect(303)
    await site.runJobs()
    expect(await statusOf(code)).toBe('let')
    await officer.post(`${path}/vacate`).type('form').send({}).expect(303)
    await site.runJobs()
    expect(await statusOf(code)).toBe('paused')
    await manager.post(`${path}/relist`).type('form').send({}).expect(303)
    expect(await statusOf(code)).toBe('available')
  })

  it('is not made available by "Resume" before its tenant leaves', async () => {
    const { path, code } = await aTenancy(site.services, { state: 'notice', leavesOn: '2026-11-30' })
    const exit = { on: '2026-11-25', electricityMeter: '1251', condition: '一般', needsWork: 'yes', defects: '换锁' }
    const officer = await signedIn('reviewer', { name: '孙立群' })
    await officer.post(`${path}/exit`).type('form').send(exit).expect(303)
    await site.runJobs()
    await move(code, 'resume')
    await site.runJobs()
    expect(await statusOf(code)).toBe('let')
    expect(await shownAs(code)).not.toContain(free)
  })

  it('is not made available by a bulk "Resume"', async () => {
    const { path, code } = await aTenancy(site.services, { state: 'notice', leavesOn: '2026-11-30' })
    const exit = { on: '2026-11-25', electricityMeter: '1251', condition: '一般', needsWork: 'yes', defects: '换锁' }
    const officer = await signedIn('reviewer', { name: '孙立群' })
    await officer.post(`${path}/exit`).type('form').send(exit).expect(303)
    await site.runJobs()
    await moveTogether([code], 'resume')
    expect(await statusOf(code)).toBe('let')
  })

  it('cannot be paused between the offer and its effects', async () => {
    const { code } = await justOffered()
    await move(code, 'pause').expect(422)
    await site.runJobs()
    expect(await statusOf(code)).toBe('held')
    await move(code, 'resume').expect(422)
    expect(await statusOf(code)).toBe('held')
  })

  it('cannot be archived between the offer and its effects, alone or in bulk', async () => {
    const { code } = await justOffered()
    const refused = renderedPage(await move(code, 'archive').expect(422))
    expect(refused.text('refusal')).not.toBe('')
    const { code: another } = await justOfferedInBulk('archive')
    await site.runJobs()
    expect(await Promise.all([code, another].map(statusOf))).toEqual(['held', 'held'])
  })

  it('is not paused by a bulk change planned before the offer', async () => {
    const { code } = await justOfferedInBulk('pause')
    expect(await statusOf(code)).toBe('held')
  })

  it('cannot be offered to others from the offer on, even before its effects are carried out', async () => {
    const { code } = await justOffered()
    const other = await inDecision({ premises: [code], startedFor: code })
    await post(decider, idOf(other), 'offer', { premises: code, deadlineOn: '2026-12-05' }).expect(409)
    expect((await site.services.premises.summaries.one(code))?.open).toBe(false)
  })

  /** Plans and confirms a bulk change while the unit is free; the offer comes before the worker. */
  async function justOfferedInBulk(name: string): Promise<{ code: string }> {
    const { code } = await aPremises()
    const at = '/en/staff/premises/bulk'
    const { headers } = await manager
      .post(at)
      .type('form')
      .send({ kind: 'move', code: [code], move: name, note: '' })
    const application = await inDecision({ premises: [code], startedFor: code })
    await post(decider, idOf(application), 'offer', { premises: code, deadlineOn: '2026-12-05' }).expect(303)
    await manager
      .post(`${at}/${headers['location']!.split('/').at(-1)!}/confirm`)
      .type('form')
      .send({})
      .expect(303)
    await site.runJobs()
    return { code }
  }
})
