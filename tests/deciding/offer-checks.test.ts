import mongoose from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { runChecks } from '#shared/checks.ts'
import { aMigratedDump } from '../support/database/filled-once.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const own = 'whatever follows from an acceptance belongs to the live offer'
const past = 'every offer that has ended is in the history once, as it was'
const copies = 'the version before reads the same of an acceptance'

async function one(filter: Record<string, unknown>): Promise<Application & { id: string }> {
  const found = await ApplicationModel.findOne(filter).lean<Application>()
  if (!found) throw new Error('the demonstration has no such case')
  return { ...found, id: found._id.toHexString() }
}

/** Returns which of the three invariants the case breaks after its stored document was changed, then restores it. */
async function brokenBy({ _id, id }: Application & { id: string }, update: object): Promise<string[]> {
  const before = await ApplicationModel.collection.findOne({ _id })
  await ApplicationModel.collection.updateOne({ _id }, update)
  const about = site.checkers.filter(({ promises }) => promises.some(({ name }) => [own, past, copies].includes(name)))
  const examined = await runChecks(about)
  await ApplicationModel.collection.replaceOne({ _id }, before!)
  return examined
    .filter(({ name, problems }) => [own, past, copies].includes(name) && problems.some(problem => problem.id === id))
    .map(({ name }) => name)
}

describe('the data checks of offers', () => {
  beforeEach(() => aMigratedDump('2ffb327', site))

  it('accept the demonstration data and report every misplaced part of an offer', async () => {
    const signed = await one({ state: 'contracted', 'offer.acceptance.contract.version': 1 })
    const accepted = await one({ state: 'accepted' })
    const offered = await one({ state: 'offered' })
    const rejected = await one({ state: 'rejected' })
    const { acceptance, ...offer } = signed.offer!
    const { contract } = acceptance!
    expect(await brokenBy(signed, { $set: { revision: 99 } })).toEqual([])

    const both = (field: string, value: unknown) => ({
      $set: { [`offer.acceptance.${field}`]: value, [field]: value },
    })
    const wrongs: [Application & { id: string }, object][] = [
      [signed, both('contract', { ...contract, premises: { ...contract!.premises, code: 'SFH-A-0999' } })],
      [signed, both('contract', { ...contract, preparedAt: new Date(0) })],
      [signed, both('contract', { ...contract, signedOn: null })],
      [accepted, both('contract', { ...contract, premises: { ...contract!.premises, code: accepted.heldPremises } })],
      [accepted, both('handover', { electricityMeter: 1 })],
      [accepted, { $set: { 'offer.acceptance.at': new Date(0) } }],
      [accepted, { $unset: { 'offer.acceptance': 1, conditions: 1 } }],
      [accepted, { $unset: { offer: 1, conditions: 1 } }],
      [offered, { $set: { 'offer.acceptance': { at: site.clock.now(), conditions: [] }, conditions: [] } }],
      [rejected, { $set: { offer } }],
    ]
    for (const [damaged, update] of wrongs) expect(await brokenBy(damaged, update)).toEqual([own])
  }, 120_000)

  it('report impossible past offers and copies that differ', async () => {
    const rejected = await one({ state: 'rejected' })
    const accepted = await one({ state: 'accepted' })
    const signed = await one({ state: 'contracted', 'offer.acceptance.contract.version': 1 })
    const { contract } = signed.offer!.acceptance!
    const ended = { ...accepted.offer!, endedAt: accepted.stateSince, endedAs: 'conditions_not_met' }
    const withOne = (change: object) => ({ $set: { pastOffers: [{ ...ended, ...change }] } })
    expect(await brokenBy(rejected, withOne({}))).toEqual([])

    const papers = { at: accepted.stateSince, conditions: [] }
    const wrongs: [Application & { id: string }, object][] = [
      [rejected, withOne({ endedAt: new Date(0) })],
      [rejected, withOne({ endedAs: 'contracted' })],
      [rejected, withOne({ acceptance: { ...papers, contract } })],
      [rejected, withOne({ acceptance: { ...papers, contract: { ...contract, signedOn: null } } })],
      [rejected, { $set: { pastOffers: [ended, ended] } }],
      [accepted, withOne({})],
    ]
    for (const [damaged, update] of wrongs) expect(await brokenBy(damaged, update)).toEqual([past])

    const conditions = [{ _id: new mongoose.Types.ObjectId(), kind: 'permit', dueOn: '2027-01-01', state: 'open' }]
    for (const [damaged, update] of [
      [accepted, { $set: { conditions } }],
      [accepted, { $unset: { conditions: 1 } }],
      [rejected, { $set: { contract } }],
    ] as const)
      expect(await brokenBy(damaged, update)).toEqual([copies])
  }, 120_000)
})
