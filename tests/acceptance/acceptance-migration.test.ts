import path from 'node:path'
import mongoose, { mongo } from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { runMigrations } from '#outside/database/migrations.ts'
import { runChecks } from '#shared/checks.ts'
import { countsBy, restoreDump } from '../support/database/stored-dump.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const migrations = path.join(import.meta.dirname, '../../server/migrations')
const applications = () => mongoose.connection.collection('applications')
const of = (_id: unknown) => applications().findOne({ _id: _id as mongo.ObjectId })
const at = (day: string) => new Date(`2026-11-${day}T04:00:00Z`)

const lessee = { nameLatin: 'IVANOVA ANNA', passportNumber: '75 1234567' }
const proofOf = (code: string, day: string) => ({
  number: 'SS-2026-000001-A1',
  issuedAt: at(day),
  validUntil: '2027-02-23',
  premises: { code },
  lessee,
})
const contractOf = (code: string, day: string) => ({
  version: 1,
  preparedAt: at(day),
  premises: { code },
  lessee,
  openConditions: [],
})
const condition = () => ({ _id: new mongo.ObjectId(), kind: 'business_licence', dueOn: '2027-01-20', state: 'open' })

/** Rewrites a case of the dump as the previous version would have left it after other steps; returns its id. */
async function asOnce(
  state: string,
  was: { moves: [string, string][]; premises?: string[] } & Record<string, unknown>,
) {
  const { moves, ...fields } = was
  const found = (await applications().findOne({ state: 'accepted' }))!
  const upTo = (found.events as { to?: string }[]).findIndex(({ to }) => to === 'offered')
  const events = moves.map(([to, day], index) => {
    const from = index === 0 ? 'decision' : moves[index - 1]![0]
    const kind =
      to === 'accepted' ? 'applicant' : ['screening', 'review', 'decision'].includes(to) ? 'administrator' : 'decider'
    return { _id: new mongo.ObjectId(), at: at(day), by: { kind, id: 'f'.repeat(24) }, kind: 'moved', from, to }
  })
  const _id = new mongo.ObjectId()
  const { conditions: _, offer: __, heldPremises: ___, ...rest } = found
  await applications().insertOne({
    ...rest,
    _id,
    reference: `SS-2026-${String(100 + (await applications().countDocuments())).padStart(6, '0')}`,
    applicant: new mongo.ObjectId(),
    state,
    stateSince: at(moves.at(-1)![1]),
    events: [...(found.events as object[]).slice(0, upTo), ...events],
    ...fields,
  })
  return _id
}

const premisesOfBoth = { premises: ['SFH-A-9001', 'SFH-A-9002'], startedFor: 'SFH-A-9001' }
const ended: [string, string][] = [
  ['offered', '02'],
  ['accepted', '03'],
  ['conditions_not_met', '05'],
]
const again: [string, string][] = [...ended, ['decision', '06'], ['offered', '07']]
const offerOf = (premises: string, day: string) => ({ premises, madeAt: at(day), deadline: at('28') })

describe('a case of the previous version', () => {
  beforeEach(() => restoreDump('2ffb327'))
  const migrate = () => runMigrations(migrations, site.log)

  it('stores the acceptance in its current offer, and the previous version still finds it in its place', async () => {
    const live = { state: { $in: ['accepted', 'contracted'] } }
    const before = await applications().find(live).toArray()
    expect(before.length).toBeGreaterThan(2)
    const states = await countsBy('applications', 'state')
    await migrate()
    expect(await countsBy('applications', 'state')).toEqual(states)
    for (const { _id, conditions, contract, events, offer } of before) {
      const now = await of(_id)
      const accepted = (events as { to?: string; at: Date }[]).find(({ to }) => to === 'accepted')
      expect(now).toMatchObject({
        conditions,
        offer: { ...(offer as object), acceptance: { at: accepted?.at, conditions } },
      })
      expect(now?.contract).toEqual(contract)
      expect((now?.offer as { acceptance: { contract?: unknown } }).acceptance.contract).toEqual(contract)
      expect(now?.pastOffers).toBeUndefined()
    }
  })

  it('files the papers of an ended offer, and the next offer has none of them', async () => {
    const [first, second] = premisesOfBoth.premises as [string, string]
    const papers = { addressProof: proofOf(first, '03'), contract: contractOf(first, '04') }
    const conditions = [condition()]
    const id = await asOnce('accepted', {
      ...premisesOfBoth,
      ...papers,
      conditions,
      moves: [...again, ['accepted', '08']],
      offer: offerOf(second, '07'),
      heldPremises: second,
    })
    await migrate()
    const now = await of(id)
    expect(now?.offer).toEqual({ ...offerOf(second, '07'), acceptance: { at: at('08'), conditions } })
    expect(now).not.toHaveProperty('contract')
    expect(now).not.toHaveProperty('addressProof')
    expect(now?.pastOffers).toEqual([
      {
        premises: first,
        madeAt: at('02'),
        deadline: null,
        endedAt: at('05'),
        endedAs: 'conditions_not_met',
        acceptance: { at: at('03'), conditions: [], ...papers },
      },
    ])
  })

  it('files the offer with which it ended, and the remains of one from before it was reopened', async () => {
    const [first] = premisesOfBoth.premises as [string]
    const conditions = [condition()]
    const over = await asOnce('conditions_not_met', {
      ...premisesOfBoth,
      conditions,
      contract: contractOf(first, '04'),
      moves: ended,
      offer: offerOf(first, '02'),
    })
    const reopened = await asOnce('decision', { ...premisesOfBoth, conditions, moves: again.slice(0, -1) })
    const waiting = await asOnce('offered', {
      ...premisesOfBoth,
      conditions,
      moves: again,
      offer: offerOf(first, '07'),
      heldPremises: first,
    })
    await migrate()
    const period = { madeAt: at('02'), endedAt: at('05'), endedAs: 'conditions_not_met' }
    const acceptance = { at: at('03'), conditions }
    expect((await of(over))?.pastOffers).toEqual([
      { ...offerOf(first, '02'), ...period, acceptance: { ...acceptance, contract: contractOf(first, '04') } },
    ])
    expect(await of(over)).not.toHaveProperty('offer')
    for (const id of [reopened, waiting])
      expect((await of(id))?.pastOffers).toEqual([{ ...period, premises: null, deadline: null, acceptance }])
    expect((await of(waiting))?.offer).toEqual(offerOf(first, '07'))
    for (const id of [over, reopened, waiting]) expect(await of(id)).not.toHaveProperty('conditions')
  })

  it('is not changed by a second run, and keeps a contract signed for another unit', async () => {
    const [first, second] = premisesOfBoth.premises as [string, string]
    const signed = { ...contractOf(first, '04'), signedOn: '2026-11-09' }
    const id = await asOnce('contracted', {
      ...premisesOfBoth,
      contract: signed,
      conditions: [],
      moves: [...again, ['accepted', '08'], ['contracted', '09']],
      offer: offerOf(second, '07'),
      heldPremises: second,
    })
    await migrate()
    const once = await applications().find().toArray()
    expect((await of(id))?.offer).toMatchObject({ premises: second, acceptance: { contract: signed } })
    await mongoose.connection.collection('migrations').deleteMany({})
    await migrate()
    expect(await applications().find().toArray()).toEqual(once)
  })

  it('passes every data check', async () => {
    await migrate()
    const examined = await runChecks(site.checkers)
    expect(examined.filter(({ level, count }) => level === 'violation' && count > 0)).toEqual([])
  })
})
