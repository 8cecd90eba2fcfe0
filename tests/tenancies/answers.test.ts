import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { DocumentModel } from '../../models/document.ts'
import { TenancyModel, type Tenancy } from '../../models/tenancy.ts'
import { plainPdf } from '../../server/features/applications/demonstration/papers.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { inStore } from '../support/upload-site.ts'

const site = useSite()
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!
const finding = (text: string) => ({ _id: new mongoose.Types.ObjectId(), text, cureBy: '2026-12-05' })

async function inspected() {
  const [open, cured] = [finding('Закрыт выход'), { ...finding('Нет вывески'), curedOn: '2026-11-20' }]
  const held = { _id: new mongoose.Types.ObjectId(), kind: 'planned' as const, state: 'held' as const, note: '' }
  const inspections: Tenancy['inspections'] = [{ ...held, on: '2026-11-20', findings: [open, cured] }]
  const tenancy = await aTenancy(site.services, { state: 'trading', inspections })
  const at = (one: { _id: mongoose.Types.ObjectId }) => `${tenancy.own}/findings/${one._id.toHexString()}`
  return { ...tenancy, founder: await site.as(tenancy.tenant), open: at(open), cured: at(cured) }
}

describe('a tenant answers a finding', () => {
  it('with text and photos, which both sides read beside it', async () => {
    const { id, own, path, application, founder, open } = await inspected()
    expect(renderedPage(await founder.get(own).expect(200)).links()).toContain(open)
    const send = (text: string) => founder.post(open).field({ text })
    const empty = renderedPage(
      await send('')
        .attach('finding_photo', plainPdf(['x']), 'Дверь.pdf')
        .expect(422),
    )
    expect(empty.errors().map(({ field }) => field)).toEqual(['text'])
    expect(empty.main).toContain('Файл нужно выбрать ещё раз')
    await send('Открыли.').attach('finding_photo', Buffer.from('nonsense'), 'Дверь.jpg').expect(422)
    expect(await DocumentModel.countDocuments({ application })).toBe(0)

    await send('Открыли.')
      .attach('finding_photo', plainPdf(['x']), 'Дверь.pdf')
      .expect(303)
    await founder.post(open).type('form').send({ text: 'И ещё вымыли.' }).expect(303)
    const [said] = (await stored(id)).inspections[0]!.findings
    expect(said?.answers).toMatchObject([
      { text: 'Открыли.', files: [expect.any(String)] },
      { text: 'И ещё вымыли.', files: [] },
    ])
    expect(said?.curedOn).toBeUndefined()
    expect(await DocumentModel.find({ application }).lean()).toMatchObject([
      { kind: 'finding_photo', state: 'current' },
    ])
    const officer = await site.as(await aColleague('reviewer'))
    for (const [person, address] of [
      [founder, own],
      [officer, path],
    ] as const) {
      const page = renderedPage(await person.get(address).expect(200))
      const answers = page.$('[data-test=answer]')
      expect(answers.text()).toMatch(/Открыли\..*Дверь\.pdf.*И ещё вымыли\./s)
      await person.get(answers.find('a').attr('href') ?? '').expect(200)
    }
  })

  it('sends the same photo again, as after a cut connection, and it is kept once', async () => {
    const { application, founder, open } = await inspected()
    for (let attempt = 0; attempt < 2; attempt += 1)
      await founder
        .post(open)
        .field({ text: 'Открыли.' })
        .attach('finding_photo', plainPdf(['x']), 'Дверь.pdf')
        .expect(303)
    expect(await DocumentModel.countDocuments({ application })).toBe(1)
    expect(await inStore()).toEqual({ files: 1, chunks: 1, pending: 0 })
  })

  it('only an open one of their own, while the tenancy lasts', async () => {
    const { id, own, founder, open, cured } = await inspected()
    await founder.get(cured).expect(404)
    await founder.post(cured).type('form').send({ text: 'x' }).expect(404)
    const other = await site.as(await anApplicant())
    await other.post(open).type('form').send({ text: 'x' }).expect(404)
    await TenancyModel.updateOne({ _id: id }, { $set: { state: 'vacated' } })
    expect(renderedPage(await founder.get(own).expect(200)).links()).not.toContain(open)
    await founder.post(open).type('form').send({ text: 'x' }).expect(409)
  })
})
