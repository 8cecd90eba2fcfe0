import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createSilentServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createServer } from 'node:tls'
import { X509Certificate } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { CertificateModel } from '#models/status/certificate.ts'
import { readCertificateEnd } from '#outside/certificate.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-certificate-'))
const [key, cert] = ['key.pem', 'certificate.pem'].map(name => path.join(folder, name))
const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '90']
execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key!, '-out', cert!, '-subj', '/CN=street.test'], {
  stdio: 'ignore',
})
const server = createServer({ key: readFileSync(key!), cert: readFileSync(cert!) }).listen(0, '127.0.0.1')
await once(server, 'listening')
const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
const end = new Date(new X509Certificate(readFileSync(cert!)).validTo)
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the certificate of a site at an https address', () => {
  const site = useSite({ env: { PUBLIC_URL: origin } })
  const daysBefore = (days: number) => new Date(end.getTime() - days * 86_400_000)

  it('causes mail to the administrators three weeks, a week and a day before its end, once each', async () => {
    for (const locale of ['ru', 'en', 'zh'] as const) await aColleague('administrator', { locale })
    const subjectsAt = async (days: number) => {
      site.clock.set(daysBefore(days))
      const before = site.mails().length
      await site.runJobs()
      return site
        .mails()
        .slice(before)
        .map(({ subject }) => subject)
        .toSorted()
    }
    const letters = [
      'The certificate of the site is about to end',
      'Заканчивается срок сертификата сайта',
      '网站证书即将到期',
    ]
    expect(await subjectsAt(22)).toEqual([])
    expect(await subjectsAt(20)).toEqual(letters)
    expect(await subjectsAt(19)).toEqual([])
    expect(await subjectsAt(6)).toEqual(letters)
    expect(await subjectsAt(5)).toEqual([])
    expect(await subjectsAt(0.5)).toEqual(letters)
    expect(await subjectsAt(0.4)).toEqual([])
  })

  it('has its end among the metrics', async () => {
    site.clock.set(daysBefore(60))
    await site.runJobs()
    expect(await site.services.status.gauges([])).toContain(
      `certificate_end_timestamp_seconds ${end.getTime() / 1_000}`,
    )
  })
})

describe('reading a certificate without an answer', () => {
  const silent = createSilentServer().listen(0, '127.0.0.1')
  afterAll(() => void silent.close())

  it('is given up after a time, with the reason', async () => {
    if (!silent.listening) await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    await expect(readCertificateEnd(`https://127.0.0.1:${port}`, 50)).rejects.toThrow('no answer within 50 ms')
    await expect(readCertificateEnd('https://127.0.0.1:1', 5_000)).rejects.toThrow('ECONNREFUSED')
  })
})

describe('the certificate line on the status page', () => {
  const site = useSite()

  async function line(locale = 'en', name = 'Certificate of the site') {
    const administrator = await site.as(await aColleague('administrator'))
    const { $ } = renderedPage(await administrator.get(`/${locale}/staff/status`).expect(200))
    const lines = $('[data-test="line"]').toArray()
    const found = $(lines.filter(one => $(one).find('strong').text() === name))
    return { verdict: found.attr('data-verdict'), text: found.text() }
  }

  it.each([
    ['en', 'Certificate of the site', 22, 'ok'],
    ['ru', 'Сертификат сайта', 20, 'look'],
    ['zh', '网站证书', 6, 'act'],
  ])('shows in %s a verdict on the days that are left', async (locale, name, days, verdict) => {
    const now = site.clock.machineNow()
    const endsAt = new Date(now.getTime() + days * 86_400_000)
    await CertificateModel.create({ _id: site.config.publicUrl, readAt: now, endsAt, error: null })
    expect(await line(locale, name)).toMatchObject({ verdict })
  })

  it('says that the certificate could not be read, and why', async () => {
    await CertificateModel.create({
      _id: site.config.publicUrl,
      readAt: site.clock.machineNow(),
      error: 'ECONNREFUSED',
    })
    expect(await line()).toMatchObject({ verdict: 'look', text: expect.stringContaining('ECONNREFUSED') as string })
  })
})

describe('a site at an http address', () => {
  const site = useSite()

  it('has no certificate line, and reads no certificate', async () => {
    await site.runJobs()
    const administrator = await site.as(await aColleague('administrator'))
    expect((await administrator.get('/en/staff/status').expect(200)).text).not.toContain('Certificate of the site')
    expect((await site.visit.get('/metrics').expect(200)).text).not.toMatch(/^certificate_end/m)
  })
})
