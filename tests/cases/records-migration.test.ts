import mongoose from 'mongoose'
import { expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { migration } from '#server/migrations/2026-12-09-no-records-on-acts-of-applicants.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const migrate = () => migration.up({ db: mongoose.connection.db!, log: site.log })
const at = new Date('2026-11-26T04:00:00Z')
const record = { score: 4.2, changed: [{ reviewer: 'f'.repeat(24), name: '赵敏', blind: 2, given: 3, reason: 'x' }] }

type By = Application['events'][number]['by']['kind']
const moved = (kind: By, from: string, to: string, more = {}) => ({
  _id: new mongoose.Types.ObjectId(),
  at,
  by: { kind, id: 'a'.repeat(24), name: 'Имя' },
  kind: 'moved',
  from,
  to,
  reason: 'Причина',
  ...more,
})

it('removes the record of a decision from events of applicants and leaves all others', async () => {
  const events = [
    moved('applicant', 'draft', 'submitted'),
    moved('decider', 'decision', 'public_notice', { record }),
    moved('system', 'public_notice', 'offered', { record }),
    moved('applicant', 'offered', 'accepted', { record }),
    moved('applicant', 'accepted', 'withdrawn', { record: { ...record, objections: [] } }),
  ]
  const { _id } = await anApplication({ state: 'withdrawn', events })
  const other = await anApplication({ events: events.slice(0, 3) })
  const stored = async (id: mongoose.Types.ObjectId) => (await ApplicationModel.findById(id).lean())!
  const before = await stored(_id)
  const untouched = await stored(other._id)
  const mine = before.events.filter(({ by }) => by.kind === 'applicant')
  expect(mine.filter(event => event.record)).toHaveLength(2)

  for (let run = 0; run < 2; run += 1) {
    await migrate()
    const after = await stored(_id)
    const without = before.events.map(({ record: kept, ...event }) =>
      event.by.kind === 'applicant' || !kept ? event : { ...event, record: kept },
    )
    expect(after).toEqual({ ...before, events: without })
    expect(await stored(other._id)).toEqual(untouched)
  }

  const officer = await site.as(await aColleague('decider'))
  const { main } = renderedPage(await officer.get(`/en/staff/applications/${_id.toHexString()}`).expect(200))
  expect(main.match(/赵敏/g)).toHaveLength(2)
})
