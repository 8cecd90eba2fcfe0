import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { BackupModel } from '#models/backups/backup.ts'
import { isDue, findExpired } from '#features/backups/rules.ts'
import { backupsService, type BackupSettings } from '#features/backups/service.ts'
import { warnOfSettings } from '#server/bin/starting.ts'
import { readConfig } from '#server/config.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-schedule-'))
const kept = { BACKUP_AT: '03:30', BACKUP_KEEP_DAILY: '3', BACKUP_KEEP_WEEKLY: '2' }
const env = { BACKUP_KEY: 'a-key-of-back-ups-that-is-long-enough', BACKUP_TO: folder, ...kept }
const schedule = { at: '03:30', daily: 3, weekly: 2 }
const inCity = (time: string) => new Date(`${time}:00+08:00`)

describe('the schedule of back-ups', () => {
  it('is due once a day from its time of day, in the time zone of the city', () => {
    const madeYesterday = { made: inCity('2026-11-24T03:31'), failures: [] }
    expect(isDue(inCity('2026-11-25T03:29'), schedule, madeYesterday)).toBe(false)
    expect(isDue(inCity('2026-11-25T03:30'), schedule, madeYesterday)).toBe(true)
    expect(isDue(inCity('2026-11-25T12:00'), schedule, { ...madeYesterday, made: inCity('2026-11-25T03:30') })).toBe(
      false,
    )
    expect(isDue(inCity('2026-11-25T12:00'), schedule, { made: null, failures: [] })).toBe(true)
  })

  it('retries five minutes after a failure, and every hour after another one', () => {
    const made = inCity('2026-11-24T03:30')
    const once = { made, failures: [inCity('2026-11-25T03:30')] }
    expect(isDue(inCity('2026-11-25T03:34'), schedule, once)).toBe(false)
    expect(isDue(inCity('2026-11-25T03:35'), schedule, once)).toBe(true)
    const twice = { made, failures: [inCity('2026-11-25T03:35'), inCity('2026-11-25T03:30')] }
    expect(isDue(inCity('2026-11-25T04:34'), schedule, twice)).toBe(false)
    expect(isDue(inCity('2026-11-25T04:35'), schedule, twice)).toBe(true)
    // A failure of the day before says nothing about today.
    const daily = { made: null, failures: [inCity('2026-11-25T03:30'), inCity('2026-11-25T02:59')] }
    expect(isDue(inCity('2026-11-25T03:35'), schedule, daily)).toBe(true)
  })

  it('keeps the newest back-up of a number of days and weeks, and deletes none if no new ones are made', () => {
    const days = (...all: string[]) => all.map(day => ({ day, startedAt: inCity(`${day}T03:30`) }))
    const all = days(...['02', '08', '09', '14', '15', '16', '22', '23', '24', '25'].map(day => `2026-11-${day}`))
    const gone = (some: typeof all) => findExpired(some, schedule).map(({ day }) => day.slice(-2))
    // 25, 24 and 23 are the days; 22 is a Sunday and so the newest of the week before.
    expect(gone(all).toSorted()).toEqual(['02', '08', '09', '14', '15', '16'])
    expect(gone(all.slice(0, 3))).toEqual([])
    const twice = [...days('2026-11-25'), { day: 'later 25', startedAt: inCity('2026-11-25T15:00') }]
    expect(gone(twice)).toEqual(['25'])
    expect(findExpired(days('2026-11-25'), { ...schedule, weekly: 0 })).toEqual([])
  })
})

describe('scheduled back-ups', () => {
  const site = useSite({ env })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeEach(async () => {
    for (const name of await readdir(folder)) rmSync(path.join(folder, name), { recursive: true })
    await mongoose.connection.db!.collection('test-few').insertOne({})
  })
  const files = async () => (await readdir(folder)).toSorted()

  it('are made when due, and replace older scheduled ones', async () => {
    await writeFile(path.join(folder, 'startup-street-2020-01-01T00-00-00Z.backup'), 'not ours')
    await site.services.backups.make(path.join(folder, 'by-hand.backup'), { by: 'command' })
    for (let day = 0; day < 15; day += 1) {
      await site.services.backups.keepUp()
      expect(await site.services.backups.keepUp()).toBeNull()
      site.clock.advance({ days: 1 })
    }
    expect(await files()).toEqual([
      'by-hand.backup',
      'startup-street-2020-01-01T00-00-00Z.backup',
      ...['2026-12-06', '2026-12-07', '2026-12-08', '2026-12-09'].map(day => `startup-street-${day}T04-00-00Z.backup`),
    ])
    expect(await BackupModel.countDocuments({ state: 'removed' })).toBe(11)
    expect((await site.services.backups.last()).made).toMatchObject({ by: 'schedule', error: null })
  })

  it('run as a job of the site', async () => {
    await site.runJobs()
    expect(await files()).toEqual(['startup-street-2026-11-25T04-00-00Z.backup'])
  })

  it('are recorded with the reason when they cannot be written, and retried', async () => {
    await rename(folder, `${folder}-away`)
    await expect(site.services.backups.keepUp()).rejects.toThrow('cannot be written (ENOENT')
    const { failed, made } = await site.services.backups.last()
    expect(failed).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('cannot be written (ENOENT') as string,
    })
    expect(made).toBeNull()
    await rename(`${folder}-away`, folder)
    expect(await site.services.backups.keepUp()).toBeNull()
    site.clock.advance({ minutes: 5 })
    expect(await site.services.backups.keepUp()).toMatchObject({ state: 'made' })
  })

  it('are reported as failed by mail to the administrators in their language, once a day until one succeeds', async () => {
    for (const locale of ['ru', 'en', 'zh'] as const) await aColleague('administrator', { locale })
    await aColleague('decider')
    await rename(folder, `${folder}-away`)
    const lettersAfter = async (minutes: number) => {
      site.clock.advance({ minutes })
      const before = site.mails().length
      await site.runJobs().catch(() => undefined)
      await site.runJobs().catch(() => undefined)
      return site.mails().slice(before)
    }
    const first = await lettersAfter(0)
    expect(first.map(({ subject }) => subject).toSorted()).toEqual([
      'Back-up failed',
      'Резервная копия не создана',
      '备份失败',
    ])
    for (const { text } of first) {
      expect(text).toContain('ENOENT')
      expect(text).toContain('/staff/status')
    }
    expect(await lettersAfter(5)).toEqual([])
    expect(await lettersAfter(60)).toEqual([])
    expect(await lettersAfter(24 * 60)).toHaveLength(3)
    await rename(`${folder}-away`, folder)
    expect(await lettersAfter(61)).toEqual([])
    expect((await site.services.backups.last()).made).toMatchObject({ by: 'schedule' })
    expect(await lettersAfter(10)).toEqual([])
  })

  it('send no more mail about a failure once BACKUP_TO is removed', async () => {
    const failure = { target: 'gone', by: 'schedule', state: 'failed', error: 'No room.' } as const
    await BackupModel.create({ ...failure, startedAt: site.clock.machineNow() })
    const withFolder = { s3: null, keys: null, to: folder, schedule }
    const failingWith = (settings: BackupSettings) => backupsService({ clock: site.clock, settings }).failing()
    expect(await failingWith(withFolder)).toMatchObject({ error: 'No room.' })
    expect(await failingWith({ ...withFolder, to: null })).toBeNull()
  })

  it('name their missing folder at the start and on the status page', async () => {
    const administrator = await site.as(await aColleague('administrator'))
    const line = async () => {
      const { $ } = renderedPage(await administrator.get('/en/staff/status').expect(200))
      const lines = $('[data-test="line"]').toArray()
      return $(lines.filter(one => $(one).find('strong').text() === 'Back-ups'))
    }
    expect((await line()).text()).not.toContain('cannot be written')
    await rename(folder, `${folder}-away`)
    const missing = await line()
    await warnOfSettings(site, { runsJobs: true })
    await rename(`${folder}-away`, folder)
    expect(missing.text()).toContain(`BACKUP_TO names ${folder}, which cannot be written to (ENOENT)`)
    expect(missing.attr('data-verdict')).toBe('act')
    const warnings = site.log.lines().filter(({ setting }) => setting === 'BACKUP_TO')
    expect(warnings).toMatchObject([{ level: 40, folder, code: 'ENOENT' }])
    await warnOfSettings(site, { runsJobs: true })
    expect(site.log.lines().filter(({ setting }) => setting === 'BACKUP_TO')).toHaveLength(1)
  })

  it('are cleaned up after a killed process before the next is made', async () => {
    const target = path.join(folder, 'startup-street-2026-11-24T19-30-00Z.backup')
    await writeFile(`${target}.partial`, 'half')
    await BackupModel.create({ target, by: 'schedule', state: 'running', startedAt: site.clock.machineNow() })
    await BackupModel.create({
      target: 'elsewhere',
      by: 'command',
      state: 'running',
      startedAt: site.clock.machineNow(),
    })
    expect(await site.services.backups.keepUp()).toBeNull()
    expect(await files()).toEqual([])
    expect((await site.services.backups.last()).failed).toMatchObject({ error: 'The process that made it was ended.' })
    site.clock.advance({ minutes: 5 })
    await site.services.backups.keepUp()
    expect(await files()).toEqual(['startup-street-2026-11-25T04-05-00Z.backup'])
  })
})

describe('the settings for back-ups', () => {
  it.each([
    [{ BACKUP_TO: '/backups' }, 'BACKUP_TO needs BACKUP_KEY'],
    [{ ...env, BACKUP_TO: 's3://box/x' }, 'AWS_ACCESS_KEY_ID'],
    [{ ...env, BACKUP_TO: 'gs://box/x' }, 'BACKUP_TO is a folder or an address'],
    [{ BACKUP_KEY: 'short' }, 'BACKUP_KEY'],
    [{ BACKUP_AT: '24:00' }, 'BACKUP_AT'],
    [{ BACKUP_KEEP_DAILY: '0' }, 'BACKUP_KEEP_DAILY'],
  ])('are refused if they make no sense: %j', (settings, setting) => {
    expect(() => readConfig({ NODE_ENV: 'test', ...settings })).toThrow(setting)
  })
})
