import { beforeEach, describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { IncentiveModel } from '#models/incentives/incentive.ts'
import { aColleague } from '../factories/account.ts'
import { filled, storedIncentive } from '../support/incentive-form.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the date on which an incentive must be checked again', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())
  const manager = async () => site.as(await aColleague('listing_manager', { name: '王芳' }))

  const press = { name: 'act', value: 'confirm' }
  /** Returns the form as the browser would send it by its button. */
  async function formOf(person: Awaited<ReturnType<typeof manager>>, address: string) {
    const page = renderedPage(await person.get(address).expect(200))
    const button = page.$('[data-test="recheck"] button')
    expect([button.attr('form'), button.attr('name'), button.attr('value')]).toEqual([
      'incentive',
      press.name,
      press.value,
    ])
    const sent = new URLSearchParams(
      page
        .$('form#incentive')
        .serializeArray()
        .map(({ name, value }) => [name, value] as [string, string]),
    )
    sent.set(press.name, press.value)
    return { page, sent: sent.toString() }
  }
  const send = (person: Awaited<ReturnType<typeof manager>>, address: string, sent: string) =>
    person.post(address).type('form').send(sent)

  it('is postponed with one button, publicly and in the audit trail, without changing a waiting draft', async () => {
    const { id } = await storedIncentive('small-taxpayer-vat')
    await IncentiveModel.updateOne({ _id: id }, { checkedAt: '2026-05-01' })
    const person = await manager()
    const address = `/zh/staff/incentives/${id}`
    const draft = filled({ version: '0', 'title.zh': '待发布的标题', checkedAt: '2026-05-02', reason: '补充' })
    await person.post(address).type('form').send(draft).expect(303)
    const before = await storedIncentive('small-taxpayer-vat')

    const { page, sent } = await formOf(person, address)
    expect(page.text('recheck')).toContain('已逾期28天')
    await send(person, address, sent).expect(303)
    const after = await storedIncentive('small-taxpayer-vat')
    expect(after).toMatchObject({ checkedAt: '2026-11-25', title: before.title, draft: before.draft })
    expect(after.events.at(-1)).toMatchObject({ kind: 'checked', by: { name: '王芳' } })
    const readers = renderedPage(await site.visit.get('/zh/incentives/small-taxpayer-vat').expect(200))
    expect(readers.main).toContain('2026年11月25日')
    expect(readers.text('history')).toContain('核实无误')
    const told = await AuditEntryModel.findOne({ action: 'incentive.checked' }).lean()
    expect(told?.changes).toMatchObject([{ field: 'checkedAt', before: '"2026-05-01"', after: '"2026-11-25"' }])
    const next = renderedPage(await person.get(address).expect(200))
    expect(next.text('recheck')).toContain('上次核实：2026年11月25日')
    // Publishing the draft must not undo the date of this check.
    expect(next.value('checkedAt')).toBe('2026-11-25')
  })

  it('is postponed with other input saved as a draft', async () => {
    const { id } = await storedIncentive('small-taxpayer-vat')
    const person = await manager()
    const address = `/zh/staff/incentives/${id}`
    const { sent } = await formOf(person, address)
    const typed = new URLSearchParams(sent)
    typed.set('title.en', 'Typed before the button')
    typed.set('reason', 'The rate is another one')
    await send(person, address, typed.toString()).expect(303)
    const kept = await storedIncentive('small-taxpayer-vat')
    expect(kept.draft).toMatchObject({ title: { en: 'Typed before the button' }, reason: 'The rate is another one' })
    expect(kept.title.en).not.toBe('Typed before the button')
    expect(kept.checkedAt).toBe('2026-11-25')
    // Readers see the reason together with the change that it explains, which is still a draft.
    const readers = renderedPage(await site.visit.get('/en/incentives/small-taxpayer-vat').expect(200))
    expect(readers.text('history')).not.toContain('The rate is another one')
  })

  it('is postponed without a draft if nothing else was typed', async () => {
    const { id } = await storedIncentive('small-taxpayer-vat')
    const person = await manager()
    const address = `/zh/staff/incentives/${id}`
    const { sent } = await formOf(person, address)
    await send(person, address, sent).expect(303)
    expect(await storedIncentive('small-taxpayer-vat')).toMatchObject({ checkedAt: '2026-11-25', draft: null })
  })

  it('cannot be postponed without a source or for an unpublished incentive', async () => {
    const { id } = await storedIncentive('small-taxpayer-vat')
    const person = await manager()
    const address = `/zh/staff/incentives/${id}`
    const { sent } = await formOf(person, address)
    await IncentiveModel.updateOne({ _id: id }, { 'source.name': {} })
    const refused = renderedPage(await send(person, address, sent).expect(422))
    expect(refused.errors()).toMatchObject([{ field: 'sourceName.ru' }])
    await IncentiveModel.updateOne({ _id: id }, { status: 'draft' })
    const unread = renderedPage(await send(person, address, sent).expect(422))
    expect(unread.errors()[0]?.text).toContain('尚未发布')
    expect((await storedIncentive('small-taxpayer-vat')).events.some(({ kind }) => kind === 'checked')).toBe(false)
  })
})
