import { describe, expect, it } from 'vitest'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { reportRows } from '../support/files/table-cells.ts'
import { useSite } from '../support/site.ts'

const at = (time: string) => new Date(`${time}:00+08:00`)

describe('the report on enquiries', () => {
  const site = useSite()
  let sequence = 0

  async function anEnquiry(cameAt: string, answered: { kind: string; at: string } | null, more: object = {}) {
    sequence += 1
    const by = { kind: 'listing_manager' as const }
    await EnquiryModel.create({
      name: 'Иванова',
      email: `sender${sequence}@example.com`,
      preferredLanguage: 'ru',
      topic: 'incentives',
      message: 'Is it really free?',
      digest: `digest ${sequence}`,
      createdAt: at(cameAt),
      ...(answered
        ? { status: 'answered', events: [{ at: at(answered.at), by, kind: answered.kind }] }
        : { events: [{ at: at(cameAt), by: { kind: 'applicant' }, kind: 'received' }] }),
      ...more,
    })
  }

  it('counts enquiries, answers and response times, by month, by topic and by language', async () => {
    await anEnquiry('2026-10-31T23:30', { kind: 'reply_mail', at: '2026-11-01T01:30' })
    await anEnquiry('2026-11-02T09:00', { kind: 'reply_mail', at: '2026-11-02T10:00' })
    await anEnquiry('2026-11-02T09:00', { kind: 'reply_elsewhere', at: '2026-11-02T12:00' })
    await anEnquiry('2026-11-03T09:00', { kind: 'answered', at: '2026-11-05T09:00' }, { topic: 'viewing' })
    await anEnquiry('2026-11-04T09:00', null, { preferredLanguage: 'en' })
    await anEnquiry('2026-11-04T09:00', null, { status: 'spam' })
    const person = await site.as(await aColleague('listing_manager'))
    const page = renderedPage(await person.get('/en/staff/reports?from=2026-10-01&to=2026-11-25').expect(200))
    const rows = (id: string) => reportRows(page, id)
    expect(rows('enquiries')).toEqual([
      ['October 2026', '1', '1', '—', '0', '0%'],
      ['November 2026', '5', '3', '3', '1', '20%'],
    ])
    expect(rows('enquiries-about')).toContainEqual(['Topic: Incentives', '5', '3', '2', '1', '20%'])
    expect(rows('enquiries-about')).toContainEqual(['Language: English', '1', '0', '—', '0', '0%'])
    expect(page.main).not.toContain('Иванова')
  })
})
