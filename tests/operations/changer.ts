import { createInterface } from 'node:readline'
import { BuildingModel, type Building } from '#models/premises/building.ts'
import { IncentiveModel, type Incentive } from '#models/incentives/incentive.ts'
import { PremisesModel, type Premises } from '#models/premises/premises.ts'
import { editedContent } from '#features/incentives/editing.ts'
import { migrate } from '#server/bin/program.ts'
import { readConfig } from '#server/config.ts'
import { openDatabase } from '#outside/database/database.ts'
import { startSealing } from '#outside/sealing/document-keys.ts'
import { createServices, type Services } from '#server/services.ts'
import { showTaken } from '../factories/occupancies.ts'
import { testClock } from '../support/clock.ts'
import { testKey } from '../support/sealed.ts'
import { testLog } from '../support/log.ts'

// A second process beside a running site: makes one change for each line it reads (what, and whose), and prints when it is
// acknowledged.
const [uri = ''] = process.argv.slice(2)
await openDatabase(uri)
const clock = testClock()
const log = testLog()
const config = readConfig({ NODE_ENV: 'test', PUBLIC_URL: 'http://street.test', DOCUMENT_KEYS: testKey })
const mailTransport = { describe: 'nowhere', send: () => Promise.resolve() }
await startSealing(config)
const services: Services = createServices({ clock, log, config, mailTransport })
const code = 'SFH-A-0107'

type By = { id: string; name: string }
const staff = (by: By) => ({ kind: 'listing_manager' as const, ...by })

const changes: Record<string, (by: By) => Promise<unknown>> = {
  paused: by => services.listings.records.move({ code, move: 'pause', note: '', by }),
  held: ({ id }) => showTaken(code, { application: id }),
  async photo(by) {
    const { photos } = (await PremisesModel.findOne({ code }).lean<Premises>())!
    return services.listings.photos.describe({
      code,
      by,
      descriptions: { [photos[0]!._id.toHexString()]: { alt: { en: 'A new picture' }, seen: '' } },
    })
  },
  async building(by) {
    const { code: name, version, point, ...facts } = (await BuildingModel.findOne({ code: 'A1' }).lean<Building>())!
    const [longitude = 0, latitude = 0] = point.coordinates
    const address = { ru: 'Новый адрес', en: 'A new address', zh: '新地址' }
    const wanted = { ...facts, address, latitude, longitude }
    return services.listings.buildings.edit({ code: name, version, facts: wanted, by, reason: '' })
  },
  async incentive(by) {
    const incentive = (await IncentiveModel.findOne({ slug: 'rent-free-three-years' }).lean<Incentive>())!
    const change = { id: incentive._id.toHexString(), version: incentive.version, by: staff(by) }
    return services.incentives.publishing.unpublish(change, editedContent(incentive))
  },
  async settings(by) {
    const { settings, revision } = await services.programme.current()
    return services.programme.save({ ...settings, offerDays: 33 }, { revision, by })
  },
  viewing: by =>
    services.viewings.calendar.publish(
      {
        day: '2026-12-24',
        from: 600,
        to: 630,
        minutes: 30,
        weekdays: [],
        weeks: 1,
        premises: [code],
        guide: by.id,
        languages: ['ru'],
        meetingPoint: '',
      },
      staff(by),
    ),
  guide: () => services.guides.publish(),
  migration: () => migrate(log),
}

for await (const line of createInterface({ input: process.stdin })) {
  const [change = '', id = ''] = line.split(' ')
  await changes[change]?.({ id, name: 'Zhao Min' })
  process.stdout.write(`${line} done\n`)
}
