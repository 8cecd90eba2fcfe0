import { describe, expect, it } from 'vitest'
import { AccountModel, type AccountRole } from '#models/accounts/account.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { ownCauses } from '#shared/own-cause.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { aColleague, type TestAccount } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { assessment, deskOf, idOf, inDecision, stored, type Agent } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { post, signedIn } = deskOf(site)

type Acts<Cause> = Cause extends { first: infer First extends string; second: infer Second extends string }
  ? `${First}, ${Second}`
  : never
type Pair = Acts<(typeof ownCauses)[number]>
/** Lets a person do the first act; returns the second, for anybody. */
type Scenario = (one: TestAccount) => Promise<(person: Agent) => ReturnType<Agent['post']>>

const send = (person: Agent, path: string, body: object = {}) => person.post(path).type('form').send(body)

async function scoredBy(one: TestAccount): Promise<{ id: string; code: string }> {
  const { code } = await aPremises()
  const id = idOf(await anApplication({ state: 'review', premises: [code], startedFor: code, panel: [] }))
  const reviewer = await site.as(one)
  await post(reviewer, id, 'assessment', assessment).expect(303)
  await post(reviewer, id, 'decision').expect(303)
  return { id, code }
}

/** Announces the decision, takes an objection of a neighbour, and returns the answer to it. */
async function objected(person: Agent, { id, code }: { id: string; code: string }) {
  const { settings, revision } = await site.services.programme.current()
  const by = { id: (await aColleague('administrator')).id, name: 'Olga' }
  await site.services.programme.save({ ...settings, publicNoticeDays: 5 }, { revision, by })
  await post(person, id, 'notice', { premises: code, reasonCodes: 'plan_sound' }).expect(303)
  const { reference } = await stored(id)
  const neighbour = { name: 'Ван Хай', contact: 'wang@example.com', text: 'Обещали нам.', locale: 'en' as const }
  await site.services.deciding.objections.raise(reference ?? '', neighbour, '192.0.2.7')
  const answer = {
    objection: (await stored(id)).objections?.[0],
    outcome: 'dismissed',
    answer: 'No promise is on record.',
  }
  return (anybody: Agent) => post(anybody, id, 'objection', answer)
}

const reasons = { reason: 'Так решили на совещании.', reasonZh: '会议如此决定。' }
async function proposedBy(one: TestAccount, act: string, said: object) {
  const state = act === 'termination' ? 'trading' : 'expiring'
  const { id, path, own, tenant } = await aTenancy(site.services, { state, rentFreeUntil: '2027-05-25' })
  await send(await site.as(one), `${path}/${act}`, { ...said, ...reasons }).expect(303)
  const proposal = (await TenancyModel.findById(id).lean())?.proposal?.key ?? ''
  const confirm = (person: Agent) => send(person, `${path}/confirm`, { proposal })
  const appeal = async () => {
    await send(await site.as(tenant), `${own}/appeal`, { text: 'Это моя сестра.' }).expect(303)
    return (person: Agent) => send(person, `${path}/appeal`, { outcome: 'dismissed', reason: 'Нет.' })
  }
  return { confirm, appeal }
}
const sublet = { ground: 'sublet' }

const users = '/en/staff/users'
const promotion = { role: 'decider', reason: 'She leads the panel now.' }
async function confirming(person: string) {
  const reader = await signedIn('administrator')
  const key = String(renderedPage(await reader.get(person).expect(200)).value('key'))
  return (anybody: Agent) => send(anybody, `${person}/role/confirm`, { key })
}

const scenarios: Record<Pair, Scenario> = {
  'scores-case, decides-case': async one => {
    const { id } = await scoredBy(one)
    return person => post(person, id, 'reject', { reasonCodes: 'plan_weak' })
  },
  'scores-case, answers-objection': async one => objected(await signedIn('decider'), await scoredBy(one)),
  'announces-decision, answers-objection': async one => {
    const { code } = await aPremises()
    return objected(await site.as(one), { id: idOf(await inDecision({ premises: [code], startedFor: code })), code })
  },
  'declares-conflict, acts-on-case': async one => {
    const id = idOf(await anApplication({ state: 'screening' }))
    await post(await site.as(one), id, 'conflict', { conflictNote: 'My brother.' }).expect(303)
    return person => post(person, id, 'review')
  },
  'proposes-renewal, confirms-proposal': async one =>
    (await proposedBy(one, 'renewal', { until: '2027-06-30' })).confirm,
  'proposes-party, confirms-proposal': async one =>
    (await proposedBy(one, 'party', { nameLatin: 'PETROVA ANNA' })).confirm,
  'proposes-paid, confirms-proposal': async one => (await proposedBy(one, 'paid', { from: '2027-06-01' })).confirm,
  'proposes-termination, confirms-proposal': async one => (await proposedBy(one, 'termination', sublet)).confirm,
  'proposes-termination, answers-appeal': async one => {
    const { confirm, appeal } = await proposedBy(one, 'termination', sublet)
    await confirm(await signedIn('decider')).expect(303)
    return appeal()
  },
  'confirms-termination, answers-appeal': async one => {
    const { confirm, appeal } = await proposedBy(await aColleague('decider'), 'termination', sublet)
    await confirm(await site.as(one)).expect(303)
    return appeal()
  },
  'proposes-role, confirms-role': async one => {
    const person = `${users}/${(await aColleague('reviewer')).id}`
    await aColleague('administrator')
    await send(await site.as(one), `${person}/role`, promotion).expect(303)
    return confirming(person)
  },
  'gets-role, confirms-role': async one => {
    const person = `${users}/${one.id}`
    await aColleague('administrator')
    await send(await signedIn('administrator'), `${person}/role`, promotion).expect(303)
    return confirming(person)
  },
  'proposes-colleague, confirms-role': async one => {
    await aColleague('administrator')
    const newcomer = { email: 'li@example.com', name: 'Li', role: 'decider', locale: 'zh', reason: 'She leads it.' }
    const { headers } = await send(await site.as(one), `${users}/new`, newcomer).expect(303)
    return confirming(headers.location ?? '')
  },
}

/** Role that may do the second act, and the first where it differs. */
const roles: Record<(typeof ownCauses)[number]['second'], Exclude<AccountRole, 'applicant'>> = {
  'decides-case': 'decider',
  'answers-objection': 'decider',
  'acts-on-case': 'reviewer',
  'confirms-proposal': 'decider',
  'answers-appeal': 'decider',
  'confirms-role': 'administrator',
}

describe('two acts that the same person may not both do', () => {
  it.each(ownCauses)(
    '$first, then $second: refused to one person, allowed to two (AZ4)',
    async ({ first, second, refusal }) => {
      const role = roles[second]
      const one = await aColleague(first === 'scores-case' ? 'reviewer' : role)
      const act = await scenarios[`${first}, ${second}` as Pair](one)
      await AccountModel.updateOne({ _id: one.id }, { role })
      const refused = await act(await site.as(one))
      expect([403, 409, 422]).toContain(refused.status)
      const [why = ''] = translatorFor('en')(refusal).split('.')
      expect(renderedPage(refused).main).toContain(why.trim())
      await act(await signedIn(role)).expect(303)
    },
  )
})
