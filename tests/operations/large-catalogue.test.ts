import { load } from 'cheerio'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PremisesModel } from '#models/premises/premises.ts'
import { openDatabase, type Database } from '#outside/database/database.ts'
import { changeCatalogue } from '#features/premises/catalogue.ts'
import { aPremises } from '../factories/premises.ts'
import { until } from '../support/processes/processes.ts'
import { severalProcesses, type Web } from '../support/processes/several-processes.ts'

/** From this size a street is large. */
const large = 5_000
const search = '/en/premises?building=A1&sort=code'

/** Short form of `npm run growth`: its limits for time and memory are for larger streets. */
describe('web processes of a large street', () => {
  let site: Awaited<ReturnType<typeof severalProcesses>>
  let database: Database | undefined

  beforeAll(async () => {
    site = await severalProcesses({ prepared: true, env: { NODE_ENV: 'test', LOG_LEVEL: 'info' } })
    database = await openDatabase(site.uri, { patient: true })
    const like = await aPremises({ code: 'SFH-A-0101' })
    const others = Array.from({ length: large }, (_, number) => ({
      ...like,
      _id: new mongoose.Types.ObjectId(),
      code: `SFH-B-${10_000 + number}`,
      buildingCode: 'B1',
    }))
    await changeCatalogue(revision => PremisesModel.collection.insertMany(others.map(one => ({ ...one, revision }))))
  }, 120_000)
  afterAll(async () => {
    await database?.close()
    await site.end()
  }, 60_000)

  const shown = async (web: Web) => {
    const page = load(await (await fetch(`${web.url}${search}`)).text())
    return page('main').text()
  }
  /** Returns where a process got its catalogue from: the stored snapshot, or the units. */
  const readingOf = (web: Web) => {
    const line =
      web
        .output()
        .split('\n')
        .find(one => one.includes('the catalogue was read')) ?? '{}'
    return JSON.parse(line) as { premises?: number; stored?: boolean }
  }

  it('load the catalogue in a thread, the first from the listings and the next from the stored copy, and both show changes', async () => {
    const first = await site.web()
    expect(readingOf(first)).toMatchObject({ premises: large + 1, stored: false })
    const second = await site.web()
    expect(readingOf(second)).toMatchObject({ premises: large + 1, stored: true })
    for (const web of [first, second]) expect(await shown(web)).toContain('SFH-A-0101')
    await aPremises({ code: 'SFH-A-0102' })
    for (const web of [first, second])
      await until(async () => (await shown(web)).includes('SFH-A-0102'), web.output, 1_000)
    const third = await site.web()
    expect(readingOf(third)).toMatchObject({ premises: large + 2, stored: true })
    expect(await shown(third)).toContain('SFH-A-0102')
    for (const web of [first, second, third]) expect(web.output()).not.toContain('could not be read')
  }, 120_000)
})
