import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DocumentKind } from '#models/documents/document.ts'
import { storeBytes } from '#outside/files/files.ts'
import { extensionOf, fileTypes } from '#shared/files/file-rules.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { useSite } from '../support/site.ts'
import { aPdf } from '../support/upload-site.ts'
import { aDocx } from '../support/files/zip.ts'

describe('a document of an application', () => {
  const site = useSite()
  let owner: TestAccount
  let applicationId: string
  beforeEach(async () => {
    owner = await anApplicant()
    const { _id } = await anApplication({ applicant: owner._id })
    applicationId = _id.toHexString()
  })

  async function aStored(name: string, bytes: Buffer, kind: DocumentKind = 'passport', application = applicationId) {
    const extension = extensionOf(name)!
    const storageId = await storeBytes(site.services.documents.store, bytes)
    const file = {
      field: kind,
      name,
      extension,
      mediaType: fileTypes[extension],
      size: bytes.length,
      sha256: 'x',
      storageId,
    }
    const { added } = await site.services.documents.add({
      applicationId: application,
      kind,
      by: owner.id,
      files: [file],
    })
    return `/ru/applications/${application}/documents/${added[0]!._id.toHexString()}`
  }

  it('can be downloaded by the applicant under its own name', async () => {
    const path = await aStored('Паспорт 护照.pdf', aPdf(300_000))
    const applicant = await site.as(owner)
    const { headers, body } = await applicant.get(path).expect(200).buffer(true)
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '300000',
      'content-disposition': `attachment; filename="_______ __.pdf"; filename*=UTF-8''${encodeURIComponent('Паспорт 护照.pdf')}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    expect(headers['content-security-policy']).toContain('sandbox')
    expect((body as Buffer).length).toBe(300_000)
    const asked = await applicant.get(`${path}?inline=1`).expect(200)
    expect(asked.headers['content-disposition']).toMatch(/^attachment/)
  })

  it('is shown to the staff as a PDF in a page that runs no scripts of the file', async () => {
    const path = await aStored('план.pdf', aPdf())
    const reviewer = await site.as(await aColleague('reviewer'))
    const view = `${path.replace('/ru/', '/ru/staff/')}/view`
    const { headers, text } = await reviewer.get(view).expect(200)
    const policy = headers['content-security-policy']
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toContain('unsafe')
    expect(headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(headers['cache-control']).toBe('no-store')
    expect(text).toContain(`data-file="${path}"`)
    expect(text).toMatch(new RegExp(`<noscript>.*href="${path}"`))
    for (const asked of [path, `${path}?inline=1`]) {
      expect((await reviewer.get(asked).expect(200)).headers['content-disposition']).toMatch(/^attachment/)
    }
    await (await site.as(owner)).get(view).expect(403)
    await reviewer.get(`${(await aStored('a.docx', aDocx())).replace('/ru/', '/ru/staff/')}/view`).expect(404)
  })

  it('is shown in the accent colour of the office', async () => {
    const path = await aStored('план.pdf', aPdf())
    const by = { id: owner._id.toHexString(), name: 'Olga' }
    await site.services.programme.setBrand({ name: 'accent', value: '#7a1f5c', seen: '', by })
    const reviewer = await site.as(await aColleague('reviewer'))
    const { text } = await reviewer.get(`${path.replace('/ru/', '/ru/staff/')}/view`).expect(200)
    expect(text).toMatch(/<link rel="stylesheet" href="\/brand\/accent-7a1f5c-/)
  })

  it('is shown to the staff as a re-encoded picture without metadata', async () => {
    const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#789' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret' } })
      .toBuffer()
    const path = await aStored('паспорт.jpg', bytes)
    const decider = await site.as(await aColleague('decider'))
    const { headers, body } = await decider.get(`${path}?inline=1`).expect(200)
    expect(headers['content-type']).toBe('image/webp')
    const seen = await sharp(body as Buffer).metadata()
    expect([seen.format, seen.width, seen.exif]).toEqual(['webp', 300, undefined])
  })

  it('can be downloaded by the staff if it cannot be shown in a page', async () => {
    const reviewer = await site.as(await aColleague('reviewer'))
    for (const [name, bytes] of [
      ['план.docx', aDocx()],
      ['damaged.png', Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1')],
    ] as const) {
      const { headers } = await reviewer.get(`${await aStored(name, bytes)}?inline=1`).expect(200)
      expect(headers['content-disposition']).toMatch(/^attachment/)
    }
  })

  it('is not available to anybody else', async () => {
    const path = await aStored('a.pdf', aPdf())
    const stranger = await site.as(await anApplicant())
    await stranger.get(path).expect(404)
    const manager = await site.as(await aColleague('listing_manager'))
    await manager.get(path).expect(403)
    await site.visit.get(path).expect(303)
  })

  it('is not found under another application, nor for the staff before the submission', async () => {
    const path = await aStored('a.pdf', aPdf())
    const other = await anApplication({ applicant: owner._id, startedFor: 'SFH-A-0108' })
    const applicant = await site.as(owner)
    await applicant.get(path.replace(applicationId, other._id.toHexString())).expect(404)
    await applicant.get(`/ru/applications/${applicationId}/documents/${'a'.repeat(24)}`).expect(404)
    await applicant.get(`/ru/applications/${applicationId}/documents/..%2f..%2fetc`).expect(404)

    const draft = await aDraft({ applicant: owner._id, startedFor: 'SFH-A-0999' })
    const early = await aStored('b.pdf', aPdf(), 'passport', draft._id.toHexString())
    await applicant.get(early).expect(200)
    const reviewer = await site.as(await aColleague('reviewer'))
    await reviewer.get(early).expect(404)
  })

  it('is logged with reader and kind, but without its name', async () => {
    const path = await aStored('Иванова паспорт.pdf', aPdf())
    const reviewer = await aColleague('reviewer')
    await (await site.as(reviewer)).get(path).expect(200)
    const line = site.log.lines().findLast(({ msg }) => msg === 'document read')
    expect(line).toMatchObject({ application: applicationId, kind: 'passport', account: reviewer.id })
    expect(JSON.stringify(line)).not.toContain('Иванова')
  })
})
