import { beforeEach, describe, expect, it } from 'vitest'
import { PremisesVersionModel } from '../../models/premises-version.ts'
import { type Premises, PremisesModel } from '../../models/premises.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { typedInto } from '../support/staff-form.ts'
import { useSite } from '../support/site.ts'

describe('the history of a premises', () => {
  const site = useSite()
  let manager: Awaited<ReturnType<typeof site.as>>
  beforeEach(async () => {
    manager = await site.as(await aColleague('listing_manager', { name: '王芳' }))
  })

  const open = (code: string, locale = 'zh') => manager.get(`/${locale}/staff/premises/${code}`).expect(200)
  const edit = async (code: string, changes: Record<string, string | string[]>) =>
    manager
      .post(`/zh/staff/premises/${code}`)
      .type('form')
      .send(typedInto(await open(code), changes))
      .expect(303)

  const stored = async (code: string) => (await PremisesModel.findOne({ code }).lean<Premises>())!

  it('keeps what was there before and after, first in the document and then beside it, once', async () => {
    const { code } = await aPremises({ title: { ru: 'Было', zh: '原名' } })
    await edit(code, { 'title.ru': 'Стало', deposit: '10', allowedUses: ['retail', 'office'] })
    await manager
      .post(`/zh/staff/premises/${code}/status`)
      .type('form')
      .send({ move: 'pause', note: '维修' })
      .expect(303)

    const changes = [
      { field: 'title.ru', before: 'Было', after: 'Стало' },
      { field: 'allowedUses', before: ['retail'], after: ['retail', 'office'] },
      { field: 'deposit', before: '3000', after: '10' },
    ]
    const waiting = await stored(code)
    const [first, second] = waiting.unfiled ?? []
    expect(first).toMatchObject({ kind: 'edited', byName: '王芳', version: 1 })
    expect(second).toMatchObject({ kind: 'paused', note: '维修' })
    expect(first?.changes).toEqual(expect.arrayContaining(changes))
    expect(first?.changes).toHaveLength(3)

    // A process that died between the two writes left the entries in the document.
    await site.services.versions.file()
    await PremisesModel.updateOne({ code }, { $set: { unfiled: [first, second] } }, { timestamps: false })
    await site.runJobs()
    const filed = await PremisesVersionModel.find({ code }).sort({ at: 1, _id: 1 }).lean()
    expect(filed).toMatchObject([{ kind: 'edited', at: site.clock.now() }, { kind: 'paused' }])
    expect(filed[0]?.changes).toEqual(expect.arrayContaining(changes))
    const after = await stored(code)
    expect(after.unfiled).toEqual([])
    expect(after.events.map(({ kind, note }) => [kind, note])).toEqual([
      ['edited', 'title allowedUses depositFen'],
      ['paused', '维修'],
    ])
    expect(after).toMatchObject({ version: 2, updatedAt: waiting.updatedAt })
  })
})
