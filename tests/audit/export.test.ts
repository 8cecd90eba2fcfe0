import { once } from 'node:events'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import mongoose from 'mongoose'
import { describe, expect, it, vi } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { exportRow, exportSheets } from '#features/audit/browse/export.ts'
import { chainEntries, contentOf } from '#features/audit/chain.ts'
import { writeXlsx } from '#outside/tables/xlsx-writing.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { useSite } from '../support/site.ts'

const t = translatorFor('en')
const count = 6_000

describe('the export of a long audit trail', () => {
  const site = useSite()

  async function fill(): Promise<void> {
    const contents = Array.from({ length: count }, (_, number) =>
      contentOf(
        {
          action: 'premises.changed' as const,
          outcome: 'done' as const,
          last: true,
          subject: { kind: 'premises' as const, id: `SFH-A-${number}` },
          who: { id: null, role: 'system' },
          requestId: `request-${number}`,
          route: 'POST /staff/premises/:code',
        },
        site.clock.now(),
      ),
    )
    await AuditEntryModel.collection.insertMany(chainEntries({ _id: 0, hash: '0'.repeat(64) }, contents) as never)
  }

  async function* rows() {
    for await (const entry of site.services.audit.all({}, count)) yield exportRow({ t, locale: 'en' }, entry, new Map())
  }

  /** Returns the number of cursors that the database has open for us. */
  async function cursors(): Promise<number> {
    const status = await mongoose.connection.db?.admin().command({ serverStatus: 1 })
    return (status as { metrics: { cursor: { open: { total: number } } } }).metrics.cursor.open.total
  }

  it('is read once to its end, over as many sheets as needed', async () => {
    await fill()
    let bytes = 0
    const sheets = exportSheets(t, rows(), 1_048_575 + 1)
    expect(sheets.map(({ name }) => name)).toEqual([t('audit.title'), `${t('audit.title')} 2`])
    const counting = new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        done()
      },
    })
    await pipeline(writeXlsx(sheets), counting)
    expect(bytes).toBeGreaterThan(count * 50)
    expect(await cursors()).toBe(0)
  })

  it('stops reading and closes everything when the reader disconnects', async () => {
    await fill()
    const stream = writeXlsx(exportSheets(t, rows(), count))
    await once(stream, 'readable')
    stream.read()
    await vi.waitUntil(async () => (await cursors()) === 1)
    stream.destroy()
    await vi.waitUntil(async () => (await cursors()) === 0, { timeout: 5_000 })
  })
})
