import { expect, it } from 'vitest'
import { ViewingModel } from '#models/viewings/viewing.ts'
import { useSite } from '../support/site.ts'

const site = useSite({ env: { DEMO: 'on' } })

it('always has free slots in the coming two weeks, and creates the bookings of its applicant once', async () => {
  const { accounts, street, viewings } = site.services
  await accounts.demonstration.seed()
  await street.demonstration.seed({ premises: 60 })
  await viewings.demonstration.seed()
  const slots = await ViewingModel.countDocuments()
  expect(slots).toBeGreaterThan(30)
  expect(await ViewingModel.countDocuments({ state: 'booked' })).toBe(2)
  // Every unit can be viewed.
  const { units } = await site.services.catalogue.plan()
  const available = units.filter(({ status }) => status === 'available').map(({ code }) => code)
  expect((await ViewingModel.distinct('premises')).toSorted()).toEqual(available.toSorted())
  await viewings.demonstration.seed()
  expect(await ViewingModel.countDocuments()).toBe(slots)
  expect(await ViewingModel.countDocuments({ state: 'booked' })).toBe(2)
  await site.runJobs()
  expect(site.mails()).toEqual([])

  const { _id } = (await ViewingModel.findOne({ state: 'free' }).lean())!
  await viewings.calendar.withdraw(_id.toHexString(), { kind: 'system', id: '', name: '' })
  await viewings.demonstration.topUp()
  expect((await ViewingModel.findById(_id).lean())?.state).toBe('withdrawn')
  expect(await ViewingModel.countDocuments()).toBe(slots)

  site.clock.advance({ days: 60 })
  await viewings.demonstration.topUp()
  const code = (await ViewingModel.findOne({ state: 'free' }).sort({ startsAt: -1 }).lean())!.premises
  expect((await viewings.visits.freeSlots(code)).length).toBeGreaterThan(3)
})

it('leaves a free slot for each unit, including those that its applicant will view', async () => {
  const { accounts, catalogue, street, viewings } = site.services
  await accounts.demonstration.seed()
  await street.demonstration.seed({ premises: 360 })
  await viewings.demonstration.seed()
  expect(await ViewingModel.countDocuments({ state: 'booked' })).toBe(2)
  const { units } = await catalogue.plan()
  const available = units.filter(({ status }) => status === 'available').map(({ code }) => code)
  expect(available.length).toBeGreaterThan(150)
  expect((await ViewingModel.distinct('premises', { state: 'free' })).toSorted()).toEqual(available.toSorted())
})
