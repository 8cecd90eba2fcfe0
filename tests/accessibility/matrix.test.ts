import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findPages, unlikeBefore, type FoundPage } from '../judges/access/found-pages.ts'
import { journalIn } from '../judges/access/matrix/journal.ts'
import { reportOf } from '../judges/access/matrix/report.ts'
import { isAskedFor, visitsOf } from '../judges/access/matrix/visits.ts'

describe('the accessibility matrix', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'startup-street-journal-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const faint = { judge: 'axe', rule: 'color-contrast', where: '<p>`pale`</p>' } as const

  it('continues an interrupted journal without its cut-off line', () => {
    const journal = journalIn(folder)
    journal.note({ page: 'reviewer 320 /ru', held: [{ state: '', failures: [faint] }] })
    journal.note({ page: 'reviewer 1280 /ru', held: [{ state: '', failures: [] }] })
    appendFileSync(path.join(folder, 'judged.jsonl'), '{"page":"reviewer 320 /z')
    const again = journalIn(folder)
    expect([...again.judged.keys()]).toEqual(['reviewer 320 /ru', 'reviewer 1280 /ru'])
    again.note({ page: 'reviewer 320 /ru', held: [{ state: '', failures: [] }] })
    expect(journalIn(folder).judged.get('reviewer 320 /ru')).toEqual([{ state: '', failures: [] }])
  })

  it('reports failures by cause, and its progress', () => {
    const held = [{ state: '', failures: [faint] }, { state: ', sent empty', failures: [faint] }] // oxfmt-ignore
    const judged = new Map([['reviewer 320 /ru', held], ['reviewer 1280 /ru', [{ state: '', failures: [] }]]]) // oxfmt-ignore
    const unable = new Map([['signed-out 320 /ru', 'Timeout']])
    const report = reportOf(judged, { asked: 2, of: 8, unable })
    expect(report).toContain('## Not judged\n\n- signed-out 320 /ru: Timeout\n')
    expect(report).toContain('2 of 8 pages, languages and widths: 3 states. Failures on 2.')
    expect(report).toContain('## axe color-contrast (2)')
    expect(report).toContain("- `<p>'pale'</p>` on reviewer 320 /ru; reviewer 320 /ru, sent empty\n")
  })

  it('judges an address once for all readers who see the same page', () => {
    const page = (reader: FoundPage['reader'], at: string, look: string): FoundPage => ({
      template: '/plan',
      path: at,
      reader,
      look,
    })
    const pages = [
      page('reviewer', '/plan', 'one'),
      page('applicant', '/plan', 'one'),
      page('signed-out', '/plan', 'other'),
    ]
    expect(unlikeBefore(pages).map(({ reader }) => reader)).toEqual(['reviewer', 'signed-out'])
  })

  const pages = [
    { template: '/tenancies/:id', path: '/tenancies/1', reader: 'applicant' },
    { template: '/tenancies/:id', path: '/tenancies/2', reader: 'applicant' },
  ] as const
  const namesFor = (share: string, later = false) =>
    visitsOf(pages, { later })
      .filter(visit => isAskedFor(visit, share))
      .map(({ name }) => name)

  it('requests each page in three languages and two widths, in parts', () => {
    expect(namesFor('1/1')).toHaveLength(12)
    expect(namesFor('2/2', true)).toEqual(
      ['ru', 'en', 'zh'].flatMap(locale => [320, 1280].map(width => `applicant ${width} /${locale}/tenancies/2`)),
    )
  })

  it('requests preferences for one page of each template, and for every page of its own data', () => {
    expect(namesFor('preferences')).toEqual(['applicant /ru/tenancies/1'])
    const later = ['applicant /ru/tenancies/1', 'applicant /zh/tenancies/1', 'applicant /ru/tenancies/2', 'applicant /zh/tenancies/2'] // oxfmt-ignore
    expect(namesFor('preferences', true)).toEqual(later)
    const small = visitsOf(pages, { later: true }).filter(({ name, width }) => name.includes('/zh/') && width === 320)
    expect(small.filter(visit => isAskedFor(visit, 'preferences'))).toHaveLength(2)
  })

  it('requests failed pages again, and not judged ones', () => {
    const [visit] = visitsOf(pages, { later: false })
    expect(isAskedFor(visit!, '1/1', [{ failures: [] }])).toBe(false)
    expect(isAskedFor(visit!, 'failed', [{ failures: [] }])).toBe(false)
    expect(isAskedFor(visit!, 'failed', [{ failures: [faint] }])).toBe(true)
    expect(isAskedFor(visit!, 'failed')).toBe(false)
  })

  describe('looking for pages', () => {
    const shown = '<main><h1>Notice</h1></main>'
    const site = createServer((request, response) => {
      const isThere = /\/notices\/[ab]$/.test(request.url ?? '')
      response.writeHead(isThere ? 200 : 404, { 'content-type': 'text/html' }).end(isThere ? shown : '')
    })
    beforeEach(() => new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve)))
    afterEach(() => new Promise(resolve => site.close(resolve)))
    const found = async (ends: string[], isWhole: boolean) => {
      const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
      const entries = { 'signed-out': ends.map(end => `/notices/${end}`) }
      const all = await findPages(url, 'signed-out', { asked: 5, kept: 5, entries, isWhole })
      return all.filter(({ path }) => path.startsWith('/notices/')).map(({ path }) => path)
    }

    it('keeps one of pages alike, or all that must be judged, and reports a missing one', async () => {
      expect(await found(['a', 'b'], false)).toEqual(['/notices/a'])
      expect(await found(['a', 'b'], true)).toEqual(['/notices/a', '/notices/b'])
      await expect(found(['a', 'c'], true)).rejects.toThrow('signed-out is shown nothing at /notices/c: 404')
    })
  })
})
