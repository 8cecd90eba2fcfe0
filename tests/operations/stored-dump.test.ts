import path from 'node:path'
import mongoose from 'mongoose'
import { expect, it } from 'vitest'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { runMigrations } from '#outside/database/migrations.ts'
import { runChecks } from '#shared/checks.ts'
import { countsBy, restoreDump, storedVersions } from '../support/database/stored-dump.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const migrations = path.join(import.meta.dirname, '../../server/migrations')

const counts = async () => ({
  applications: await countsBy('applications', 'state'),
  tenancies: await countsBy('tenancies', 'state'),
  premises: await countsBy('premises', 'status'),
  viewings: await countsBy('viewings', 'state'),
  accounts: await countsBy('accounts', 'role'),
})

const broken = async () =>
  (await runChecks(site.checkers)).filter(({ level, count }) => level === 'violation' && count > 0)

it.each(storedVersions)(
  'migrates the data stored by %s without changing counts or breaking a rule of the data check',
  async version => {
    await restoreDump(version)
    const before = await counts()

    await runMigrations(migrations, site.log)

    expect(await counts()).toEqual(before)
    expect(await broken()).toEqual([])
    const tenancies = await TenancyModel.find().lean()
    expect(tenancies.filter(({ party }) => party?.nameLatin)).toHaveLength(tenancies.length)
  },
)

it('changes nothing when every migration runs again over its own result, as after a kill', async () => {
  await restoreDump('2ffb327')
  await runMigrations(migrations, site.log)
  const once = await counts()
  await mongoose.connection.db?.collection('migrations').deleteMany({})

  expect(await runMigrations(migrations, site.log)).not.toEqual([])
  expect(await counts()).toEqual(once)
  expect(await broken()).toEqual([])
})

it.each(storedVersions)('drops the index of the register that no query uses any more, of %s', async version => {
  await restoreDump(version)
  const numbers = mongoose.connection.db!.collection('document_numbers')
  const names = async () => (await numbers.indexes()).map(({ name }) => name)
  await numbers.createIndexes([{ key: { at: -1, number: -1 } }, { key: { at: -1, number: -1, _id: -1 } }])

  await runMigrations(migrations, site.log)

  expect(await names()).not.toContain('at_-1_number_-1')
  expect(await names()).toContain('at_-1_number_-1__id_-1')
  await mongoose.connection.db?.collection('migrations').deleteMany({})
  await runMigrations(migrations, site.log)
  // The previous version's query on the register gets the same order without its index.
  const at = (day: number, number: number) => ({ at: new Date(2027, 0, day), number, cause: `cause-${String(number)}` })
  const rest = { series: 'letter', year: 2099 }
  await numbers.insertMany([at(1, 1), at(2, 3), at(1, 2)].map(one => ({ ...one, ...rest })))
  const page = await numbers.find(rest).sort({ at: -1, number: -1 }).toArray()
  expect(page.map(({ number }) => number as number)).toEqual([3, 2, 1])
})
