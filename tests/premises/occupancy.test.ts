import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { PremisesModel } from '../../models/premises.ts'
import { occupyListing, standingsOf } from '../../server/features/premises/occupancy.ts'
import { aPremises } from '../factories/premises.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'

useDatabase()

describe('who has a premises', () => {
  const deps = { clock: testClock() }
  const occupy = occupyListing(deps)
  const { standing } = standingsOf(deps)
  const held = (application: string) => ({ application, status: 'held' as const, until: null })
  const newId = () => new mongoose.Types.ObjectId().toHexString()

  it('is shown once, however often it is told', async () => {
    const { code } = await aPremises()
    const application = newId()
    await occupy(code, held(application))
    await occupy(code, held(application))
    const listing = await PremisesModel.findOne({ code }).lean()
    expect(listing).toMatchObject({ status: 'held' })
    expect(listing?.events.filter(({ kind }) => kind === 'held')).toHaveLength(1)
    expect(await standing(code)).toMatchObject({ status: 'held', open: false })
    await occupy(code, null)
    expect(await standing(code)).toMatchObject({ status: 'available', open: true })
  })

  it('is never dropped when several are told at once: each writes, one after the other', async () => {
    const { code } = await aPremises()
    const applications = Array.from({ length: 6 }, newId)
    await Promise.all(applications.map(application => occupy(code, held(application))))
    const listing = await PremisesModel.findOne({ code }).lean()
    expect(listing?.events.filter(({ kind }) => kind === 'held')).toHaveLength(6)
  })

  it('does not touch what is not on show', async () => {
    const { code } = await aPremises({ status: 'archived' })
    await occupy(code, held(newId()))
    expect(await PremisesModel.findOne({ code }).lean()).toMatchObject({ status: 'archived', hold: null })
    expect(await standing(code)).toBeNull()
  })
})
