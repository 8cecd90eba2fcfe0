import { describe, expect, it } from 'vitest'
import { SavedModel } from '#models/saved/saved.ts'
import { savedService } from '#features/saved/service.ts'
import { mailService } from '#outside/mail/mail.ts'
import { outboxRunner } from '#outside/outbox/runner.ts'
import { anApplicant, type TestAccount } from '../factories/account.ts'
import { showTaken } from '../factories/occupancies.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite, type SentMail } from '../support/site.ts'

const site = useSite()
const hold = (code: string) => showTaken(code, {})
const release = (code: string) => showTaken(code, null)

/** Saves a search with alerts and returns its key. */
async function watches(account: TestAccount, query: string, alert: 'daily' | 'at_once' = 'at_once'): Promise<string> {
  await site.services.saved.searches.add(account.id, [query])
  const { searches } = await site.services.saved.lists.ofAccount(account.id)
  const key = searches.find(search => search.query === query)?.key ?? ''
  expect(await site.services.saved.searches.setAlert({ id: account.id, verified: true }, key, alert)).toEqual({
    ok: true,
  })
  return key
}

const lettersTo = ({ email }: { email: string }): readonly SentMail[] => site.mails().filter(({ to }) => to === email)
/** Returns the codes that letters to an account have named, in order. */
const toldOf = (account: TestAccount): string[] =>
  lettersTo(account).flatMap(({ text }) => [...text.matchAll(/premises\/(SFH-A-\d+)$/gm)].map(([, code]) => code ?? ''))

describe('mail about new matches', () => {
  it('names units that newly match, and none from before', async () => {
    const account = await anApplicant({ locale: 'en' })
    await aPremises()
    await watches(account, 'use=retail&minArea=40')
    await aPremises({ allowedUses: ['office'] })
    const one = await aPremises()
    const two = await aPremises()
    await site.runJobs()

    const [letter, ...others] = lettersTo(account)
    expect(others).toEqual([])
    expect(letter?.subject).toBe('2 new premises for your search “from 40\u00a0m²\u00a0· Retail”')
    expect(toldOf(account).sort()).toEqual([one.code, two.code])
    expect(letter?.text).toMatch(/64\.5\sm²/)
    expect(letter?.text).toContain('http://street.test/en/premises?use=retail&status=available&minArea=40')
    expect(letter?.headers?.['List-Unsubscribe']).toMatch(/^<http:\/\/street\.test\/en\/unsubscribe\/[\w-]{22}>$/)
  })

  it.each([
    ['ru', 'Новое помещение по поиску «Торговля»'],
    ['en', 'New premises for your search “Retail”'],
    ['zh', '“零售”有1处新房源'],
  ] as const)('is written in the reader’s language: %s', async (locale, subject) => {
    const account = await anApplicant({ locale })
    await watches(account, 'use=retail')
    await aPremises()
    await site.runJobs()
    expect(lettersTo(account).map(letter => letter.subject)).toEqual([subject])
  })

  it('never names the same unit twice while it stays available, whichever searches it matches', async () => {
    const account = await anApplicant()
    await watches(account, 'use=retail')
    await watches(account, 'minArea=40')
    const { code } = await aPremises()
    await site.runJobs()
    expect(toldOf(account)).toEqual([code])

    const key = await watches(account, 'floor=1')
    for (const alert of ['none', 'at_once'] as const)
      await site.services.saved.searches.setAlert({ id: account.id, verified: true }, key, alert)
    await site.runJobs()
    expect(toldOf(account)).toEqual([code])
  })

  it('names a unit again after it was held or paused and became available again', async () => {
    const account = await anApplicant()
    await watches(account, 'use=retail', 'daily')
    const { code } = await aPremises()
    const told = async (day: string) => {
      site.clock.set(`2026-11-${day}T09:00:00+08:00`)
      await site.runJobs()
      return toldOf(account)
    }
    await site.runJobs()
    expect(await told('26')).toEqual([code])

    await hold(code)
    await site.runJobs()
    await release(code)
    await site.runJobs()
    // Held and released again before the letter was due: it is named once.
    await hold(code)
    await site.runJobs()
    await release(code)
    await site.runJobs()
    expect(await told('27')).toEqual([code, code])
    expect(await told('28')).toEqual([code, code])
  })

  it('names a unit for another search when the first matching search is removed', async () => {
    const account = await anApplicant()
    const first = await watches(account, 'use=retail', 'daily')
    const second = await watches(account, 'minArea=40', 'daily')
    const third = await watches(account, 'floor=1', 'daily')
    const { code } = await aPremises()
    await site.runJobs()
    await site.services.saved.searches.setAlert({ id: account.id, verified: true }, first, 'none')
    await site.services.saved.searches.remove(account.id, second)
    expect(third).not.toBe('')
    site.clock.set('2026-11-26T09:30:00+08:00')
    await site.runJobs()
    expect(toldOf(account)).toEqual([code])
    expect(lettersTo(account)[0]?.subject).toContain('floor 1')
  })

  it('is sent at once if any search asks for it, even if an older one is daily', async () => {
    const account = await anApplicant()
    await watches(account, 'use=retail', 'daily')
    await watches(account, 'minArea=40', 'at_once')
    const { code } = await aPremises()
    await site.runJobs()
    expect(toldOf(account)).toEqual([code])
  })

  it('has correct plurals in Russian', async () => {
    const account = await anApplicant({ locale: 'ru' })
    await watches(account, 'use=retail')
    for (let count = 0; count < 21; count += 1) await aPremises()
    await site.runJobs()
    expect(lettersTo(account)[0]?.subject).toBe('Новые помещения (21) по поиску «Торговля»')
  })

  it('leaves out a unit that is not available when the mail is due', async () => {
    const account = await anApplicant()
    await watches(account, 'use=retail', 'daily')
    const { code } = await aPremises()
    await site.runJobs()
    await hold(code)
    site.clock.set('2026-11-26T09:30:00+08:00')
    await site.runJobs()
    expect(lettersTo(account)).toEqual([])
    await release(code)
    await site.runJobs()
    site.clock.set('2026-11-27T09:30:00+08:00')
    await site.runJobs()
    expect(toldOf(account)).toEqual([code])
  })

  it('names a unit that was held when the search was saved and is now available', async () => {
    const account = await anApplicant()
    const { code } = await aPremises()
    await hold(code)
    await watches(account, 'use=retail')
    await release(code)
    await site.runJobs()
    expect(toldOf(account)).toEqual([code])
  })

  it('names a listing when its publication time comes', async () => {
    const account = await anApplicant()
    await watches(account, 'use=retail')
    const { code } = await aPremises({ publishAt: new Date('2026-11-25T15:00:00+08:00') })
    await site.runJobs()
    expect(toldOf(account)).toEqual([])
    site.clock.set('2026-11-25T15:00:30+08:00')
    await site.runJobs()
    expect(toldOf(account)).toEqual([code])
  })

  it('is sent once a day at nine if that was chosen, with all matches', async () => {
    const account = await anApplicant()
    await watches(account, 'use=retail', 'daily')
    await aPremises()
    await site.runJobs()
    site.clock.set('2026-11-26T08:59:00+08:00')
    await aPremises()
    await site.runJobs()
    expect(lettersTo(account)).toEqual([])
    site.clock.set('2026-11-26T09:01:00+08:00')
    await site.runJobs()
    await site.runJobs()
    expect(lettersTo(account)).toHaveLength(1)
    expect(toldOf(account)).toHaveLength(2)
  })

  it('lists twenty units and links to the rest', async () => {
    const account = await anApplicant({ locale: 'en' })
    await watches(account, 'use=retail')
    for (let count = 0; count < 23; count += 1) await aPremises()
    await site.runJobs()
    expect(toldOf(account)).toHaveLength(20)
    expect(lettersTo(account)[0]?.text).toContain('The first twenty are below')
    await aPremises()
    await site.runJobs()
    expect(toldOf(account)).toHaveLength(21)
  })

  it('is not sent to deactivated accounts', async () => {
    const account = await anApplicant()
    await watches(account, 'use=retail')
    await site.services.accounts.people.deactivate(account.id)
    await aPremises()
    await site.runJobs()
    expect(lettersTo(account)).toEqual([])
  })
})

describe('alerts after crashes and with several workers', () => {
  /** Returns the slice as another process would run it. */
  const another = () => {
    const { accounts, catalogue } = site.services
    const nobody = { describe: '', send: () => Promise.reject(new Error('not this one')) }
    const render = () => ({ subject: '', text: '', html: '' })
    const mail = mailService({
      clock: site.clock,
      log: site.log,
      transport: nobody,
      render,
      sender: () => Promise.resolve({ name: '', address: '' }),
    })
    return savedService({ clock: site.clock, mail, accounts, catalogue })
  }

  async function writeAlerts({ alerts, outbox }: ReturnType<typeof another>): Promise<void> {
    await alerts.owe()
    await outboxRunner({ clock: site.clock, log: site.log, outboxes: [outbox] }).carryOut()
  }

  it('name each unit once with several workers', async () => {
    const people = [await anApplicant(), await anApplicant(), await anApplicant()]
    for (const person of people) await watches(person, 'use=retail')
    const workers = [another(), another(), another(), another()]
    const codes: string[] = []
    for (let round = 0; round < 5; round += 1) {
      codes.push((await aPremises()).code)
      await Promise.all(workers.map(writeAlerts))
    }
    await site.runJobs()
    for (const person of people) expect(toldOf(person).sort()).toEqual(codes.toSorted())
  })

  it('are sent to others when one mail cannot be queued', async () => {
    const one = await anApplicant()
    const two = await anApplicant()
    for (const person of [one, two]) await watches(person, 'use=retail')
    await aPremises()
    const { accounts, catalogue } = site.services
    const queued: string[] = []
    const queue = ({ to }: { to: string }) =>
      to === one.email ? Promise.reject(new Error('no room')) : Promise.resolve(void queued.push(to))
    const worker = savedService({ clock: site.clock, mail: { queue }, accounts, catalogue })
    await writeAlerts(worker)
    expect(queued).toEqual([two.email])
    site.clock.advance({ minutes: 1 })
    await site.runJobs()
    expect(lettersTo(one)).toHaveLength(1)
  })

  it('are not sent again if the mail was queued before the crash', async () => {
    const account = await anApplicant()
    await watches(account, 'use=retail')
    await aPremises()
    const owed: unknown[] = []
    const { accounts, catalogue } = site.services
    const dies = { queue: () => Promise.reject(new Error('killed')) }
    const dying = savedService({ clock: site.clock, mail: dies, accounts, catalogue })
    await writeAlerts(dying)
    site.clock.advance({ minutes: 1 })
    const left = await SavedModel.findOne({ account: account.id }).lean()
    owed.push(...(left?.pendingEffects ?? []))
    expect(owed).toHaveLength(1)

    await site.runJobs()
    // As if the process had died between queueing the letter and removing the effect.
    await SavedModel.updateOne({ account: account.id }, { $set: { pendingEffects: left?.pendingEffects ?? [] } })
    await site.runJobs()
    expect(lettersTo(account)).toHaveLength(1)
  })
})

describe('unsubscribing from alerts', () => {
  async function aLetter() {
    const account = await anApplicant({ locale: 'en' })
    await watches(account, 'use=retail')
    await aPremises()
    await site.runJobs()
    const header = lettersTo(account)[0]?.headers?.['List-Unsubscribe'] ?? ''
    return { account, path: new URL(header.slice(1, -1)).pathname }
  }

  it('takes one POST without cookies or redirects, as mail programs send it', async () => {
    const { account, path } = await aLetter()
    // The request of a mail provider's server, which sends neither Origin nor Sec-Fetch-Site.
    const bare = site.visit.post(path).unset('Sec-Fetch-Site').type('form').send('List-Unsubscribe=One-Click')
    const done = renderedPage(await bare.expect(200))
    expect(done.heading).toBe('The e-mails have stopped')
    await aPremises()
    await site.runJobs()
    expect(lettersTo(account)).toHaveLength(1)
    await site.visit.post(path).expect(200)
    expect(site.log.raw()).not.toContain(path.split('/').at(-1))
  })

  it('changes nothing on a GET', async () => {
    const { account, path } = await aLetter()
    const page = renderedPage(await site.visit.get(path).expect(200))
    expect(page.text('unsubscribe')).toContain('“Retail”')
    await aPremises()
    await site.runJobs()
    expect(lettersTo(account)).toHaveLength(2)
  })

  it('stops a mail that waits for the morning', async () => {
    const { account, path } = await aLetter()
    const { searches } = await site.services.saved.lists.ofAccount(account.id)
    await site.services.saved.searches.setAlert({ id: account.id, verified: true }, searches[0]?.key ?? '', 'daily')
    await aPremises()
    await site.runJobs()
    await site.visit.post(path).expect(200)
    site.clock.advance({ days: 2 })
    await site.runJobs()
    expect(lettersTo(account)).toHaveLength(1)
  })

  it('reports a deleted search, and is not found for an invalid token', async () => {
    const { account, path } = await aLetter()
    const { searches } = await site.services.saved.lists.ofAccount(account.id)
    await site.services.saved.searches.remove(account.id, searches[0]?.key ?? '')
    const page = renderedPage(await site.visit.post(path).expect(200))
    expect(page.text('unsubscribe')).toContain('has been deleted')
    await site.visit.get('/en/unsubscribe/short').expect(404)
  })
})
