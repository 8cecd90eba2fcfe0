import { describe, expect, it, vi } from 'vitest'
import { siteSettings } from '#shared/site-settings.ts'
import { clockOf } from '#outside/clock.ts'
import { useDatabase } from '../support/database.ts'
import { anApplicationId, aPdf, inStore, multipart, sha256, useUploadSite } from '../support/upload-site.ts'
import { aClaimedPng, aPhonesHeic, aPictureOf, aPngWithDamagedText, aPngWithTexts } from '../support/files/pictures.ts'
import { aDocx, anXlsx } from '../support/files/zip.ts'

const clock = clockOf(() => new Date('2026-03-01T00:00:00Z'))
const ofNobody = () => Promise.resolve(new Set<string>())
const empty = { files: 0, chunks: 0, pending: 0 }

describe('uploading files', () => {
  useDatabase()
  const site = useUploadSite(clock)

  async function leavesNothing(act: () => Promise<unknown>) {
    const before = await inStore()
    await act()
    await vi.waitFor(async () => expect(await inStore()).toEqual(before), { timeout: 4_000, interval: 20 })
  }

  it('stores the bytes, their hash and their real type', async () => {
    const pdf = aPdf(700_000)
    const { status, body } = await site.upload(anApplicationId(), [['Договор аренды.pdf', pdf]])

    expect(status).toBe(200)
    expect(body.added).toMatchObject([
      { name: 'Договор аренды.pdf', size: 700_000, sha256: sha256(pdf), mediaType: 'application/pdf' },
    ])
    const chunks: Buffer[] = []
    for await (const chunk of site.files.open(body.added[0]!.storageId)) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).equals(pdf)).toBe(true)
    expect((await inStore()).pending).toBe(0)
  })

  it('stores several files at once and names the bad one', async () => {
    const { body } = await site.upload(anApplicationId(), [
      ['商业计划书.docx', aDocx()],
      ['касса.xlsx', anXlsx()],
      ['photo.png', aPdf()],
      ['passport.pdf', aPdf()],
    ])
    expect(body.added.map(({ name }) => name)).toEqual(['商业计划书.docx', 'касса.xlsx', 'passport.pdf'])
    expect(body.refused).toEqual([{ field: 'files', name: 'photo.png', reason: 'content' }])
  })

  it('accepts a file of exactly the limit and refuses one byte more, keeping the other files', async () => {
    const { body } = await site.upload(anApplicationId(), [
      ['exact.pdf', aPdf(siteSettings().fileBytes)],
      ['over.pdf', aPdf(siteSettings().fileBytes + 1)],
      ['small.pdf', aPdf()],
    ])
    expect(body.added.map(({ name, size }) => [name, size])).toEqual([
      ['exact.pdf', siteSettings().fileBytes],
      ['small.pdf', 2_000],
    ])
    expect(body.refused).toMatchObject([{ name: 'over.pdf', reason: 'too-large' }])
  })

  it.each([
    ['nothing.pdf', Buffer.alloc(0), 'empty'],
    ['virus.exe', aPdf(), 'extension'],
    ['page.html', Buffer.from('<script>'), 'extension'],
    ['noextension', aPdf(), 'extension'],
    ['renamed.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(20_000)]), 'content'],
    ['text.pdf', Buffer.from('just text'), 'content'],
    ['sheet.docx', anXlsx(), 'content'],
    ['broken.docx', Buffer.from('PK\u0003\u0004broken', 'latin1'), 'damaged'],
    ['bomb.docx', aDocx([{ name: 'word/a.xml', bytes: Buffer.alloc(95 * 1024 * 1024), claimed: 7 }]), 'unpacked'],
  ])('refuses %s and stores nothing of it', async (name, bytes, reason) => {
    await leavesNothing(async () => {
      const { status, body } = await site.upload(anApplicationId(), [[name, bytes]])
      expect(status).toBe(200)
      expect(body).toMatchObject({ added: [], refused: [{ name, reason }] })
    })
  })

  it.each(['png', 'webp', 'jpg', 'heic'] as const)(
    'refuses a small %s of more than 50 million pixels (UP3)',
    async type => {
      const bomb = await aPictureOf({ width: 8_000, height: 6_251 }, type)
      expect(bomb.length).toBeLessThan(900_000)
      await leavesNothing(async () => {
        const { body } = await site.upload(anApplicationId(), [[`scan.${type}`, bomb]])
        expect(body).toMatchObject({ added: [], refused: [{ name: `scan.${type}`, reason: 'pixels' }] })
      })
    },
  )

  it.each([
    ['zTXt', 90, 9_000_000],
    ['iTXt', 9, 1_000_000],
    ['iTXt', 501, 1],
  ] as const)(
    'refuses a small picture whose texts unpack to a large size (UP2): %s, %i of %i bytes',
    async (type, count, bytes) => {
      const bomb = await aPngWithTexts(count, bytes, type)
      expect(bomb.length).toBeLessThan(900_000)
      await leavesNothing(async () => {
        const { body } = await site.upload(anApplicationId(), [['scan.png', bomb]])
        expect(body).toMatchObject({ added: [], refused: [{ name: 'scan.png', reason: 'texts' }] })
      })
    },
  )

  it.each(['zTXt', 'iTXt'] as const)('stores a picture with texts as image programs write them: %s', async type => {
    const { body } = await site.upload(anApplicationId(), [['scan.png', await aPngWithTexts(20, 100_000, type)]])
    expect(body.added.map(({ name }) => name)).toEqual(['scan.png'])
  })

  it('stores a picture of exactly 50 million pixels, and one in the format of an iPhone', async () => {
    const { body } = await site.upload(anApplicationId(), [
      ['exact.png', await aPictureOf({ width: 8_000, height: 6_250 }, 'png')],
      ['phone.heic', aPhonesHeic()],
    ])
    expect(body.added.map(({ name }) => name)).toEqual(['exact.png', 'phone.heic'])
  })

  // Above 268 million pixels the library refuses to read even the header.
  it.each([
    [16_384, 16_383],
    [17_000, 17_000],
    [30_000, 30_000],
  ])('refuses a picture of %i × %i pixels, far above 50 million (UP3)', async (width, height) => {
    await leavesNothing(async () => {
      const { body } = await site.upload(anApplicationId(), [['scan.png', aClaimedPng(width, height)]])
      expect(body).toMatchObject({ added: [], refused: [{ name: 'scan.png', reason: 'pixels' }] })
    })
  })

  it.each(['png', 'webp', 'jpg', 'heic'] as const)(
    'refuses a truncated %s with an unreadable header as damaged (UP3)',
    async type => {
      const torn = (await aPictureOf({ width: 40, height: 40 }, type)).subarray(0, 30)
      await leavesNothing(async () => {
        const { body } = await site.upload(anApplicationId(), [[`torn.${type}`, torn]])
        expect(body).toMatchObject({ added: [], refused: [{ name: `torn.${type}`, reason: 'damaged' }] })
      })
    },
  )

  it('refuses a picture whose compressed texts cannot be unpacked (UP2)', async () => {
    await leavesNothing(async () => {
      const { body } = await site.upload(anApplicationId(), [['scan.png', await aPngWithDamagedText()]])
      expect(body).toMatchObject({ added: [], refused: [{ name: 'scan.png', reason: 'texts' }] })
    })
  })

  it('stores forty files out of forty-one', async () => {
    const application = anApplicationId()
    const parts = Array.from({ length: 41 }, (_, index): [string, Buffer] => [`${index + 1}.pdf`, aPdf()])
    const { body } = await site.upload(application, parts)
    expect(body.added).toHaveLength(40)
    expect(body.refused).toMatchObject([{ name: '41.pdf', reason: 'too-many' }])

    const again = await site.upload(application, [['42.pdf', aPdf()]])
    expect(again.body.refused).toMatchObject([{ name: '42.pdf', reason: 'too-many' }])
  })

  it('never exceeds forty files with simultaneous uploads', async () => {
    const application = anApplicationId()
    const fifteen = Array.from({ length: 15 }, (_, index): [string, Buffer] => [`${index}.pdf`, aPdf()])
    await Promise.all([1, 2, 3, 4].map(() => site.upload(application, fifteen)))
    expect((await site.documents.totals(application)).files).toBeLessThanOrEqual(40)
    expect((await inStore()).pending).toBe(0)
  })

  it('stores exactly 200 MB for an application and not a byte more', async () => {
    const application = anApplicationId()
    await site.takeUp(application, 9)
    const { body } = await site.upload(application, [
      ['half.pdf', aPdf(siteSettings().fileBytes / 2)],
      ['too-much.pdf', aPdf(siteSettings().fileBytes / 2 + 1)],
      ['rest.pdf', aPdf(siteSettings().fileBytes / 2)],
    ])
    expect(body.added.map(({ name }) => name)).toEqual(['half.pdf', 'rest.pdf'])
    expect(body.refused).toMatchObject([{ name: 'too-much.pdf', reason: 'no-room' }])
  })

  it('leaves no orphaned file when uploads are aborted at any point', async () => {
    const form = multipart([
      { filename: 'first.pdf', bytes: aPdf(900_000) },
      { filename: 'second.pdf', bytes: aPdf(3_000_000) },
    ])
    const cutOffs = (lengths: number[]) => async () => {
      for (const sent of lengths) {
        const sockets = await Promise.all([1, 2, 3, 4].map(() => site.cutOff(anApplicationId(), form, sent)))
        for (const socket of sockets) socket.destroy()
      }
    }
    await leavesNothing(cutOffs([10, 150, 5_000, 300_000, 899_000, 900_150, 1_200_000, 2_900_000, 3_900_000]))
    await vi.waitFor(async () => expect(await site.connections()).toBe(0), { timeout: 8_000 })
    expect(await site.upload(anApplicationId(), [['after.pdf', aPdf()]])).toMatchObject({ status: 200 })
  })

  it.each([0, 20, 100, 200, 300, 500, 1_000, 2_000])('answers 400 to a body that ends after %i bytes', async length => {
    const { body, type } = multipart([
      { name: 'kind', bytes: 'passport' },
      { filename: 'a.pdf', bytes: aPdf() },
    ])
    await leavesNothing(async () => {
      const answer = await site.send(anApplicationId(), { body: body.subarray(0, length), type })
      expect(answer).toMatchObject({ status: 400, body: { code: 'upload.broken' } })
    })
  })

  it.each([
    ['a[4294967294]', 400],
    ['a[$ne]', 400],
    ['a[b][c]', 400],
    ['x'.repeat(200), 400],
  ])('refuses a field called %s at once', async (name, status) => {
    const answer = await site.send(anApplicationId(), multipart([{ name, bytes: '1' }]))
    expect(answer.status).toBe(status)
  })

  it.each(['__proto__', 'constructor', 'prototype'])('ignores a field called %s', async name => {
    const { status, body } = await site.send(
      anApplicationId(),
      multipart([
        { name, bytes: 'polluted' },
        { name: 'kind', bytes: 'permit' },
      ]),
    )
    expect(status).toBe(200)
    expect(body.fields).toEqual({ kind: 'permit' })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()

    const asFile = await site.send(anApplicationId(), multipart([{ name, filename: 'a.pdf', bytes: aPdf() }]))
    expect(asFile.status).toBe(400)
  })

  it.each([
    ['parts', Array.from({ length: 300 }, (_, index) => ({ name: `f${index}`, bytes: 'x' }))],
    ['files', Array.from({ length: 90 }, (_, index) => ({ filename: `${index}.pdf`, bytes: aPdf(30) }))],
    ['bytes in a field', [{ name: 'kind', bytes: 'x'.repeat(70_000) }]],
  ])('refuses a flood of %s and stores nothing', async (_what, parts) => {
    await leavesNothing(async () => {
      const answer = await site.send(anApplicationId(), multipart(parts))
      expect(answer).toMatchObject({ status: 413, body: { code: 'upload.flood' } })
    })
  })

  it('deletes the remains of a killed upload after an hour, and no file in use', async () => {
    const { body } = await site.upload(anApplicationId(), [['kept.pdf', aPdf()]])
    const before = await inStore()
    const killed = await site.files.begin()
    await killed.write(aPdf(600_000))
    const unclaimed = await site.files.begin()
    await unclaimed.write(aPdf())
    await unclaimed.finish()
    // Killed between recording a document and removing the note about its file.
    await site.files.markForRemoval([body.added[0]!.storageId])
    expect((await inStore()).pending).toBe(3)

    expect(await site.documents.sweep(ofNobody)).toBe(0)
    const later = vi.spyOn(clock, 'machineNow').mockReturnValue(new Date('2026-03-01T01:00:01Z'))
    expect(await site.documents.sweep(ofNobody)).toBe(2)
    expect(await site.documents.sweep(ofNobody)).toBe(0)
    later.mockRestore()
    expect(await inStore()).toEqual({ ...before, pending: 0 })
    expect(before).not.toEqual(empty)
  })

  it('does not delete a file that a record has claimed while the sweeper was checking', async () => {
    const before = await inStore()
    const late = await site.files.begin()
    await late.write(aPdf())
    await late.finish()
    const claimedMeanwhile = async () => {
      expect(await site.files.settle([late.id])).toBe(1)
      return new Set<string>()
    }
    expect(await site.files.sweep(new Date('2126-01-01'), claimedMeanwhile)).toBe(0)
    expect(await inStore()).toEqual({ files: before.files + 1, chunks: before.chunks + 1, pending: before.pending })
    await site.files.remove(late.id)
  })

  it('still deletes a file marked for removal when it is claimed too late', async () => {
    const file = await site.files.begin()
    await file.write(aPdf())
    await file.finish()
    await site.files.markForRemoval([file.id])
    expect(await site.files.settle([file.id])).toBe(0)
    expect(await site.files.sweep(new Date('2126-01-01'), () => Promise.resolve(new Set()))).toBe(1)
  })
})
