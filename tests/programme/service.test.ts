import { describe, expect, it } from 'vitest'
import { publicContent } from '#outside/public-content.ts'
import { SettingsModel } from '#models/programme/settings.ts'
import { announcedHolidays } from '#features/programme/holidays.ts'
import { inventedOffice, officeSettings } from '#features/programme/office/rules.ts'
import type { ProgrammeSettings } from '#features/programme/rules.ts'
import { programmeService } from '#features/programme/service.ts'
import { testClock } from '../support/clock.ts'
import { useDatabase } from '../support/database.ts'
import { testLog } from '../support/log.ts'

const by = { id: '6564b1c2d3e4f5a6b7c8d9e0', name: 'Ольга Чжан' }
const defaults: ProgrammeSettings = {
  offerDays: 14,
  answerDays: 10,
  intakeDays: 3,
  decisionDays: 10,
  publicNoticeDays: 0,
  appealDays: 60,
  appealBreachNotCuredDays: 60,
  appealNotOpenedDays: 60,
  appealReportsMissingDays: 60,
  appealCostsUnpaidDays: 60,
  appealSubletDays: 60,
  appealUnlawfulUseDays: 60,
  appealFalseInformationDays: 60,
  appealMutualConsentDays: 0,
  appealOtherDays: 60,
  dutyReminderBeforeDays: 14,
  dutyReminderAfterDays: 7,
  draftDays: 90,
  keepDocumentsMonths: 12,
  keepCasesMonths: 36,
  keepTenanciesMonths: 36,
  keepLettersMonths: 12,
  keepEnquiriesMonths: 24,
  waitingMonths: 12,
  paperMegabytes: 20,
  applicationFiles: 40,
  applicationMegabytes: 200,
  enquiriesHourly: 5,
  staffIdleMinutes: 30,
  siteNameRu: '',
  siteNameEn: '',
  siteNameZh: '',
  contactRu: '',
  contactEn: '',
  contactZh: '',
  rentFreeMonths: 36,
  utilitiesUsualPerSqMMonthFen: 600,
  utilitiesIntensivePerSqMMonthFen: 1_800,
  utilitiesStoragePerSqMMonthFen: 200,
  roublesPerTenThousandYuan: null,
  dollarsPerTenThousandYuan: null,
  ratesDay: '',
  inventedRates: false,
  ...announcedHolidays,
  citizenships: 'any',
  senderName: '',
  senderAddress: '',
  officeAddress: '',
  rentFreeDocumentDay: '',
  rentFreeDocumentMonths: 36,
  rentFreeDocumentRu: '',
  rentFreeDocumentEn: '',
  rentFreeDocumentZh: '',
  accent: '',
  logo: '',
  seal: '',
  issuerZh: '',
  issuerRu: '',
  issuerEn: '',
  letterNumber: '绥俄创〔{year}〕{number}号',
  contractNumber: '绥俄创合〔{year}〕{number}号',
  officePhone: '',
  messengerTelegram: '',
  messengerWhatsapp: '',
  messengerWechat: '',
  messengerVk: '',
  messengerMax: '',
  addressRu: '',
  addressEn: '',
  addressZh: '',
  hoursMonday: '',
  hoursTuesday: '',
  hoursWednesday: '',
  hoursThursday: '',
  hoursFriday: '',
  hoursSaturday: '',
  hoursSunday: '',
  streetPoint: '',
  borderMetres: '',
  borderMinutes: '',
  borderAtM: '',
  borderRu: '',
  borderEn: '',
  borderZh: '',
  stationMetres: '',
  stationMinutes: '',
  stationAtM: '',
  stationRu: '',
  stationEn: '',
  stationZh: '',
  busMetres: '',
  busMinutes: '',
  busAtM: '',
  busRu: '',
  busEn: '',
  busZh: '',
  inventedOffice: false,
  papers: [],
}

describe('the office of the demonstration', () => {
  it.each(Object.entries(officeSettings))('has a valid value for %s', (name, { read }) => {
    const invented = Object.entries(inventedOffice).find(([setting]) => setting === name)?.[1]
    if (typeof invented === 'string' && invented) expect(read(invented)).toBe(invented)
  })
})

describe('programme settings', () => {
  useDatabase()
  const clock = testClock()
  const log = testLog()
  const aProgramme = () => programmeService({ clock, content: publicContent({ clock }), log })

  it('have their defaults until they are set', async () => {
    expect(await aProgramme().settings()).toEqual(defaults)
    expect(await SettingsModel.countDocuments()).toBe(0)
  })

  it('record a change with the person, the time and the values', async () => {
    const programme = aProgramme()
    await programme.settings()
    const after = { ...defaults, offerDays: 21, citizenships: ['RU', 'MN'] }
    expect(await programme.save(after, { revision: 0, by })).toEqual({ ok: true })
    expect(await programme.settings()).toEqual(after)

    const { revision, history } = await programme.current()
    expect(revision).toBe(1)
    expect(history).toMatchObject([
      {
        at: new Date('2026-11-25T04:00:00Z'),
        by: { name: 'Ольга Чжан' },
        values: [
          { name: 'offerDays', from: '14', to: '21' },
          { name: 'citizenships', from: '"any"', to: '["RU","MN"]' },
        ],
      },
    ])
  })

  it('list the newest change first, and none if nothing changed', async () => {
    const programme = aProgramme()
    await programme.save({ ...defaults, offerDays: 20 }, { revision: 0, by })
    await programme.save({ ...defaults, offerDays: 20 }, { revision: 1, by })
    await programme.save({ ...defaults, offerDays: 30 }, { revision: 1, by })
    const { revision, history } = await programme.current()
    expect(revision).toBe(2)
    expect(history.map(change => change.values[0]?.to)).toEqual(['30', '20'])
  })

  it('refuse the second of two changes made from the same revision, even of the first one', async () => {
    const programmes = [aProgramme(), aProgramme(), aProgramme(), aProgramme()]
    const race = (revision: number) =>
      Promise.all(
        programmes.map((programme, i) => programme.save({ ...defaults, offerDays: 20 + i }, { revision, by })),
      )
    expect((await race(0)).filter(({ ok }) => ok)).toHaveLength(1)
    await programmes[0]?.save({ ...defaults, offerDays: 60 }, { revision: 1, by })
    expect((await race(2)).filter(({ ok }) => ok)).toHaveLength(1)
    expect((await aProgramme().current()).history).toHaveLength(3)
  })

  it('fall back to the default for an invalid stored value', async () => {
    await SettingsModel.create({
      _id: 'programme',
      revision: 4,
      values: { offerDays: 0, answerDays: 'soon', draftDays: 60, citizenships: ['Atlantis'], unknown: 1 },
    })
    expect(await aProgramme().settings()).toEqual({ ...defaults, draftDays: 60 })
  })

  it('keep the rules of documents that can be read when one cannot, and the log has that one', async () => {
    const readable = { from: '2026-12-01', papers: { experience: { demanded: false, days: null } } }
    const unreadable = { from: '2027-01-01', papers: { permit: { demanded: 'sometimes' } } }
    await SettingsModel.create({ _id: 'programme', revision: 1, values: { papers: [readable, unreadable] } })
    const programme = aProgramme()
    expect((await programme.settings()).papers).toEqual([readable])
    await programme.refresh()
    expect(log.lines()).toMatchObject([{ level: 40, rules: [unreadable] }])
  })

  it('keep what a newer version has stored, in settings that are unknown here or not changed', async () => {
    const values = { offerDays: 500, answerDays: 7, quietHours: '22-8' }
    await SettingsModel.create({ _id: 'programme', revision: 1, values })
    const programme = aProgramme()
    const { settings } = await programme.current()
    await programme.save({ ...settings, answerDays: 9 }, { revision: 1, by })
    const stored = await SettingsModel.findById('programme').lean()
    expect(stored?.values).toMatchObject({ offerDays: 500, answerDays: 9, quietHours: '22-8' })
  })

  it('undo a change of the rules of documents only before its day', async () => {
    const programme = aProgramme()
    const rule = (from: string) => ({ from, papers: { experience: { demanded: false, days: null } } })
    const save = async (papers: ProgrammeSettings['papers']) => {
      const { settings, revision } = await programme.current()
      await programme.save({ ...settings, papers }, { revision, by })
    }
    const undo = async (change: number) => {
      const { revision, history } = await programme.current()
      return programme.takeBack(history.at(-1 - change)!.at.toISOString(), { revision, by })
    }
    await save([rule('2026-12-01')])
    clock.set('2026-11-30T23:00:00+08:00')
    await undo(0)
    expect((await programme.current()).settings.papers).toEqual([])

    clock.set('2026-12-01T09:00:00+08:00')
    await expect(undo(1)).rejects.toMatchObject({ kind: 'conflict', code: 'programme.papers.in-force' })
    await save([rule('2026-12-01')])
    await expect(undo(2)).rejects.toMatchObject({ kind: 'conflict', code: 'programme.papers.in-force' })
    expect((await programme.current()).settings.papers).toEqual([rule('2026-12-01')])
  })

  it('reach another process within a second', async () => {
    const here = aProgramme()
    const there = aProgramme()
    await there.settings()
    await here.save({ ...defaults, offerDays: 30 }, { revision: 0, by })
    await expect.poll(async () => (await there.settings()).offerDays, { timeout: 1_500 }).toBe(30)
  })
})
