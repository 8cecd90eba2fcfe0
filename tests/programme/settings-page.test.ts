import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMailTransport } from '#outside/mail/mail-transport.ts'
import { daySettingNames, moneySettingNames, numberSettingNames, textSettingNames } from '#features/programme/rules.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const form = {
  offerDays: '14',
  keepDocumentsMonths: '12',
  keepCasesMonths: '36',
  keepLettersMonths: '12',
  keepEnquiriesMonths: '24',
  answerDays: '10',
  intakeDays: '3',
  decisionDays: '10',
  draftDays: '90',
  publicNoticeDays: '0',
  waitingMonths: '12',
  rentFreeMonths: '36',
  utilitiesUsualPerSqMMonthFen: '6',
  utilitiesIntensivePerSqMMonthFen: '18',
  utilitiesStoragePerSqMMonthFen: '2',
  daysOff: '2026-10-01',
  makeUpDays: '2026-10-10',
  whoMayApply: 'any',
  senderName: '',
  officeAddress: '',
  revision: '0',
}
const settingsPath = '/en/staff/settings'

describe('the settings page', () => {
  const site = useSite()
  const anAdministrator = async (name = 'Olga') =>
    site.as(await aColleague('administrator', { name, email: `${name.toLowerCase()}@example.com` }))

  it.each([
    ['ru', 'Настройки программы'],
    ['en', 'Programme settings'],
    ['zh', '项目设置'],
  ])('shows in %s the current settings', async (locale, heading) => {
    const administrator = await anAdministrator()
    const page = renderedPage(await administrator.get(`/${locale}/staff/settings`).expect(200))
    expect(page.heading).toBe(heading)
    expect(page.value('offerDays')).toBe('14')
    expect(page.$('[name="whoMayApply"]:checked').val()).toBe('any')
    expect(page.$('[name="citizenships"]').first().val()).toBe('RU')
  })

  it('saves, confirms once, and records who changed what', async () => {
    const administrator = await anAdministrator()
    const values = { ...form, offerDays: '21', whoMayApply: 'listed', citizenships: ['RU', 'MN'], senderName: 'Улица' }
    await administrator.post(settingsPath).type('form').send(values).expect(303).expect('Location', settingsPath)

    const page = renderedPage(await administrator.get(settingsPath))
    expect(page.notice).toBe('Settings saved.')
    expect(page.value('offerDays')).toBe('21')
    expect(page.text('changes')).toContain('Olga')
    expect(page.text('changes')).toContain('Time to answer an offer: 14 → 21')
    expect(page.text('changes')).toContain('Any: Russia and every other country → Russia, Mongolia')
    expect(renderedPage(await administrator.get(settingsPath)).notice).toBe('')
    expect(await site.services.programme.settings()).toMatchObject({
      offerDays: 21,
      citizenships: ['RU', 'MN'],
      senderName: 'Улица',
    })
    expect(site.log.lines().some(line => line.msg === 'programme settings saved')).toBe(true)
  })

  it.each([
    ['offerDays', '0', 'Time to answer an offer: Enter a whole number within the bounds given.'],
    ['offerDays', '91', 'Time to answer an offer: Enter a whole number within the bounds given.'],
    ['draftDays', '7', 'How long an untouched draft is kept: Enter a whole number within the bounds given.'],
    ['rentFreeMonths', '3.5', 'Free of rent: Enter a whole number within the bounds given.'],
    ['answerDays', '', 'Time to answer an information request: Fill in this field.'],
    ['daysOff', '2026-10-01\n1 October', 'Write one day a line, such as 2027-01-01.'],
    ['daysOff', '2026-02-30', 'Write one day a line, such as 2027-01-01.'],
    ['makeUpDays', '2026-10-12', 'Only a Saturday or a Sunday can be a make-up working day.'],
    ['whoMayApply', 'listed', 'Tick at least one country.'],
    ['whoMayApply', 'nobody', 'Citizenship: Choose one of the options.'],
    ['senderName', 'Evil" <x@example.com>', 'The sender’s name cannot hold quotation marks or angle brackets.'],
    [
      'senderName',
      'Office\u2028Bcc: x@example.com',
      'The sender’s name cannot hold quotation marks or angle brackets.',
    ],
    ['senderAddress', 'nobody', 'Enter one e-mail address, such as office@example.com.'],
    ['senderAddress', 'a@example.com, b@example.com', 'Enter one e-mail address, such as office@example.com.'],
    ['senderAddress', 'a@example.com\nBcc: b@example.com', 'Enter one e-mail address, such as office@example.com.'],
    ['senderAddress', 'A <a@example.com>', 'Enter one e-mail address, such as office@example.com.'],
    ['officeAddress', 'a@example.com, b@example.com', 'Enter one e-mail address, such as office@example.com.'],
    ['officeAddress', 'a@example.com\nBcc: b@example.com', 'Enter one e-mail address, such as office@example.com.'],
  ])('refuses %s “%s” and keeps all input', async (name, value, complaint) => {
    const administrator = await anAdministrator()
    const response = await administrator
      .post(settingsPath)
      .type('form')
      .send({ ...form, offerDays: '33', [name]: value })
      .expect(422)
    const page = renderedPage(response)
    expect(page.errors().map(error => error.text)).toEqual([complaint])
    if (name !== 'whoMayApply') expect(page.value(name)).toBe(value)
    if (name !== 'offerDays') expect(page.value('offerDays')).toBe('33')
    const [error] = page.errors()
    expect(page.$(`#${error?.field ?? 'none'}`)).toHaveLength(1)
  })

  it('accepts the holidays of a new year, sorted and without duplicates, and records only the added days', async () => {
    const administrator = await anAdministrator()
    // Not `settings()`, which may be of the test before: they are read twice a second, and nobody says that they were emptied.
    const { settings: before } = await site.services.programme.current()
    const daysOff = [...before.daysOff, '2027-02-06', ' 2027-01-01 ', '', '2027-01-01'].join('\r\n')
    const makeUpDays = before.makeUpDays.join('\n')
    await administrator
      .post(settingsPath)
      .type('form')
      .send({ ...form, daysOff, makeUpDays })
      .expect(303)
    expect((await site.services.programme.settings()).daysOff.slice(-2)).toEqual(['2027-01-01', '2027-02-06'])
    expect(renderedPage(await administrator.get(settingsPath)).text('changes')).toContain(
      'Days off: — → 2027-01-01, 2027-02-06',
    )
  })

  it('refuses a change made from outdated settings, and keeps it in the form', async () => {
    const first = await anAdministrator('First')
    const second = await anAdministrator('Second')
    await first
      .post(settingsPath)
      .type('form')
      .send({ ...form, answerDays: '12' })
      .expect(303)
    const mine = { ...form, answerDays: '20' }
    const page = renderedPage(await second.post(settingsPath).type('form').send(mine).expect(409))
    expect(page.text('stale')).toContain('Somebody else saved')
    expect(page.text('changes')).toContain('First')
    expect(page.value('answerDays')).toBe('20')

    await second
      .post(settingsPath)
      .type('form')
      .send({ ...mine, revision: page.value('revision') })
      .expect(303)
    expect((await site.services.programme.current()).settings.answerDays).toBe(20)
  })

  it('shows both changes and the previous value, adopts fields that only the other changed, and saves the choice', async () => {
    const first = await anAdministrator('First')
    const second = await anAdministrator('Second')
    const opened = renderedPage(await second.get(settingsPath).expect(200))
    const seen = opened.value('seen')
    const send = (who: typeof first, values: object) =>
      who
        .post(settingsPath)
        .type('form')
        .send({ ...form, daysOff: opened.value('daysOff'), makeUpDays: opened.value('makeUpDays'), seen, ...values })
    await send(first, { answerDays: '12', offerDays: '30', senderName: 'Office' }).expect(303)
    const page = renderedPage(await send(second, { answerDays: '20', senderName: 'Street' }).expect(409))
    const clashing = page.$('[data-test=clash]').map((_, one) => page.$(one).text().trim())
    expect(clashing.get()).toEqual([
      expect.stringMatching(/^Time to answer an information request.*First.*20.*12.*10/s),
      expect.stringMatching(/^Name of the sender.*Street.*Office.*—/s),
    ])
    expect(page.text('theirs')).toContain('30')
    expect([page.value('answerDays'), page.value('offerDays')]).toEqual(['20', '30'])

    const again = { answerDays: '20', offerDays: '30', senderName: 'Street', 'take.senderName': 'theirs' }
    const choice = { ...again, revision: page.value('revision'), seen: page.value('seen') }
    await send(second, choice).expect(303)
    expect(await site.services.programme.settings()).toMatchObject({
      answerDays: 20,
      offerDays: 30,
      senderName: 'Office',
    })
    // A setting that nobody has changed since, or both changed alike, is no conflict.
    await send(first, { ...again, senderName: 'Office', revision: '1', seen: page.value('seen') }).expect(303)
  })

  const found = (page: ReturnType<typeof renderedPage>) =>
    page
      .$('[data-setting] :is(input, textarea, select)')
      .map((_, field) => page.$(field).attr('name'))
      .get()

  it('groups the settings, and shows the default of each changed one', async () => {
    const administrator = await anAdministrator()
    const fresh = renderedPage(await administrator.get(settingsPath).expect(200))
    expect(fresh.$('[data-settings-group]')).toHaveLength(12)
    expect(fresh.$('[data-test=changed]')).toHaveLength(0)
    const all = [...numberSettingNames, ...moneySettingNames, ...daySettingNames, ...textSettingNames]
    expect(found(fresh)).toEqual(expect.arrayContaining(all))
    const opened = { daysOff: fresh.value('daysOff'), makeUpDays: fresh.value('makeUpDays') }
    const changed = { offerDays: '21', utilitiesStoragePerSqMMonthFen: '3', siteNameEn: 'The Street' }
    const listed = { whoMayApply: 'listed', citizenships: ['RU'] }
    const posted = { ...form, ...opened, ...changed, ...listed }
    await administrator.post(settingsPath).type('form').send(posted).expect(303)
    const page = renderedPage(await administrator.get(settingsPath).expect(200))
    const said = page.$('[data-test=changed]').map((_, one) => page.$(one).text())
    expect(said.get().map(text => text.replaceAll('\u00a0', ' '))).toEqual([
      'Changed. Default: 14',
      'Changed. Default: ¥2',
      'Changed. Default: Any: Russia and every other country',
      'Changed. Not set by default',
    ])
    const only = renderedPage(await administrator.get(`${settingsPath}?changed=yes`).expect(200))
    expect([...new Set(found(only))]).toEqual([
      ...['offerDays', 'utilitiesStoragePerSqMMonthFen', 'whoMayApply', 'citizenships', 'siteNameEn'],
    ])
  })

  it('can be searched by words, and does not change settings outside the results', async () => {
    const administrator = await anAdministrator()
    const listed = { ...form, whoMayApply: 'listed', citizenships: ['RU', 'MN'], offerDays: '30' }
    await administrator.post(settingsPath).type('form').send(listed).expect(303)
    const page = renderedPage(await administrator.get(`${settingsPath}?q=KEPT%20draft`).expect(200))
    expect(found(page)).toEqual(['draftDays'])
    expect(page.value('q')).toBe('KEPT draft')
    expect(page.text('found')).toContain('1 setting')
    const short = { draftDays: '60', revision: page.value('revision'), seen: page.value('seen') }
    await administrator.post(settingsPath).type('form').send(short).expect(303)
    const now = await site.services.programme.settings()
    expect(now).toMatchObject({ draftDays: 60, offerDays: 30, citizenships: ['RU', 'MN'] })

    const wrong = renderedPage(
      await administrator
        .post(settingsPath)
        .type('form')
        .send({ ...short, draftDays: 'many', revision: '2' })
        .expect(422),
    )
    expect([wrong.value('draftDays'), wrong.value('offerDays')]).toEqual(['many', '30'])
    expect(wrong.$('[name=citizenships]:checked')).toHaveLength(2)
    expect(renderedPage(await administrator.get(`${settingsPath}?q=zzz`).expect(200)).main).toContain('no such setting')
    await administrator.get(`${settingsPath}?q=a&q=b&changed=maybe`).expect(200)
  })

  it('sets the sender of mail, with the installation’s defaults otherwise', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-mail-'))
    const from = 'Startup Street <no-reply@street.example>'
    const transport = createMailTransport({ smtpUrl: undefined, from, folder })
    const letter = { to: 'anna@example.com', subject: 's', text: 't', html: 'h' }
    await transport.send({ ...letter, id: 'named', sender: { name: 'Suifenhe, city office', address: '' } })
    await transport.send({ ...letter, id: 'plain', sender: { name: '', address: '' } })
    await transport.send({ ...letter, id: 'addressed', sender: { name: '', address: 'office@city.example' } })
    const fromOf = async (id: string) => /^From: .*$/m.exec(await readFile(path.join(folder, `${id}.eml`), 'utf8'))?.[0]
    expect(await fromOf('named')).toBe('From: "Suifenhe, city office" <no-reply@street.example>')
    expect(await fromOf('plain')).toBe('From: Startup Street <no-reply@street.example>')
    expect(await fromOf('addressed')).toBe('From: Startup Street <office@city.example>')
    await rm(folder, { recursive: true })

    const administrator = await anAdministrator()
    await administrator
      .post(settingsPath)
      .type('form')
      .send({ ...form, senderName: 'Suifenhe', senderAddress: 'office@city.example' })
      .expect(303)
    await site.visit.post('/en/forgot-password').type('form').send({ email: 'olga@example.com' }).expect(303)
    await site.services.mail.deliverDue()
    expect(site.mails().map(mail => mail.sender)).toEqual([{ name: 'Suifenhe', address: 'office@city.example' }])
  })

  it('is open to administrators only', async () => {
    await site.visit
      .get(settingsPath)
      .expect(303)
      .expect('Location', /\/en\/sign-in\?next=/)
    for (const role of ['listing_manager', 'reviewer', 'decider'] as const) {
      const colleague = await site.as(await aColleague(role))
      await colleague.get(settingsPath).expect(403)
      await colleague.post(settingsPath).type('form').send(form).expect(403)
    }
    const applicant = await site.as(await anApplicant())
    await applicant.post(settingsPath).type('form').send(form).expect(403)
    expect((await site.services.programme.current()).revision).toBe(0)
  })

  it('undoes one change, and keeps later changes', async () => {
    const olga = await anAdministrator()
    await olga
      .post(settingsPath)
      .type('form')
      .send({ ...form, offerDays: '21' })
      .expect(303)
    site.clock.set('2026-11-25T12:10:00+08:00')
    await olga
      .post(settingsPath)
      .type('form')
      .send({ ...form, offerDays: '21', answerDays: '5', revision: '1' })
      .expect(303)
    const page = renderedPage(await olga.get(settingsPath).expect(200))
    const first = page.$('[data-test=changes] li form').last()
    const take = { at: first.find('[name=at]').attr('value'), revision: first.find('[name=revision]').attr('value') }
    const path = `${settingsPath}/take-back`
    await olga
      .post(path)
      .type('form')
      .send({ ...take, revision: '1' })
      .expect(409)
    await olga.post(path).type('form').send(take).expect(303)
    const { offerDays, answerDays } = await site.services.programme.settings()
    expect([offerDays, answerDays]).toEqual([14, 5])
    await olga.post(path).type('form').send({ at: '2020-01-01T00:00:00.000Z', revision: '3' }).expect(404)
    await olga.post(path).type('form').send({ at: 'yesterday', revision: '3' }).expect(400)
  })
})
