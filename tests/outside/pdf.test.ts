import { describe, expect, it } from 'vitest'
import { makePdf, type PdfBlock } from '#outside/pdf.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { readPdf } from '../support/files/pdf-text.ts'

const pdf = (language: Locale, blocks: PdfBlock[]) =>
  makePdf({
    title: 'Проба 试验',
    language,
    author: 'Startup Street',
    createdAt: new Date('2026-11-25T04:00:00Z'),
    footer: 'Startup Street · 25.11.2026',
    blocks,
  })

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ kind: 'paragraph', text: `Line ${index}.` }) as const)

/** Returns the pages, from 1, of a two-page document on which these words are. */
async function pagesOf(words: string[], blocks: PdfBlock[]): Promise<number[]> {
  const { text } = readPdf(await pdf('en', blocks))
  return words.map(word => text.slice(0, text.indexOf(word)).split('1 / 2').length)
}

const sentences: Record<Locale, string> = {
  ru: 'Съешь же ещё этих мягких «французских» булок — № 5, ₽ 100, ¥ 200, 45,2 м² …',
  en: 'Pack my box with “five dozen” liquor jugs – it’s ¥1,240.50 & €3.',
  zh: '绥芬河市政府设立了“俄罗斯创业街”：入驻者三年内免收房租，税费较低（详见第5条）……',
}

describe('PDF documents', () => {
  it.each(['ru', 'en', 'zh'] as const)('contain every character of a text in %s', async language => {
    const bytes = await pdf(language, [
      { kind: 'heading', level: 1, text: sentences[language] },
      { kind: 'paragraph', text: sentences[language] },
    ])

    const { text } = readPdf(bytes)
    const flat = text.replaceAll(/\s+/g, ' ')
    expect(text).not.toMatch(/[□\ufffd]/)
    expect(flat.replaceAll(' ', '').split(sentences[language].replaceAll(' ', ''))).toHaveLength(3)
    expect(flat).toContain('1 / 1')
  })

  it('mix three languages in one document, with only the used parts of the fonts', async () => {
    const bytes = await pdf('ru', [
      { kind: 'paragraph', text: Object.values(sentences).join(' ') },
      { kind: 'table', head: ['Статья', '项目'], rows: [['Пошлина', '关税']] },
    ])

    const { text, fonts } = readPdf(bytes)
    expect(text).not.toContain('□')
    expect(fonts.map(font => font.split('+')[1])).toEqual(
      expect.arrayContaining(['NotoSans-Regular', 'NotoSans-SemiBold', 'NotoSansHans-Regular', 'NotoSansHans-Bold']),
    )
    expect(bytes.length).toBeLessThan(250_000)
  })

  it('include no Chinese font without Chinese text', async () => {
    const bytes = await pdf('en', [{ kind: 'paragraph', text: sentences.en }])
    expect(readPdf(bytes).fonts).toEqual([expect.stringContaining('NotoSans-Regular')])
    expect(bytes.length).toBeLessThan(60_000)
  })

  it('show a replacement character if no font has a glyph', async () => {
    const { text } = readPdf(await pdf('en', [{ kind: 'paragraph', text: 'a 😀 b' }]))
    expect(text).toContain('a \ufffd b')
  })

  it('are identical bytes for the same content and time', async () => {
    const blocks: PdfBlock[] = [{ kind: 'list', items: ['один', '二'] }]
    expect((await pdf('zh', blocks)).equals(await pdf('zh', blocks))).toBe(true)
  })

  it('contain nothing of the documents created before them', async () => {
    const printed = async (text: string) => readPdf(await pdf('en', [{ kind: 'paragraph', text }])).text
    // The letters below are parts of these, or look like them.
    await printed('ǰ Ǯ ABEKMHOPCTYX')
    expect(await printed('ȷ Ʒ АВЕКМНОРСТУХ')).toContain('ȷ Ʒ АВЕКМНОРСТУХ')
  })

  it('keep a heading with the code below it and the lines beside the code', async () => {
    const code: PdfBlock = {
      kind: 'code',
      code: { size: 3, path: 'M1 1h1v1h-1z' },
      description: 'QR code',
      paragraphs: Array.from({ length: 8 }, (_, index) => ({ kind: 'paragraph', text: `Way ${index}.` }) as const),
    }
    for (const above of [18, 22, 25, 27]) {
      const blocks = [...lines(above), { kind: 'heading', level: 2, text: 'Contact' } as const, code]
      const { sheets } = readPdf(await pdf('en', blocks))
      const page = sheets.find(sheet => sheet.includes('Contact'))
      expect(page, `${above} lines above`).toContain('Way 0.')
      expect(page, `${above} lines above`).toContain('Way 7.')
    }
  })

  it('have a title and a language, and are tagged for screen readers', async () => {
    const bytes = await pdf('zh', [
      { kind: 'heading', level: 2, text: '标题' },
      { kind: 'list', items: ['一'], ordered: true },
      { kind: 'facts', rows: [['面积', '45 m²']] },
    ])

    expect(bytes.toString('latin1')).toContain('/Lang (zh-Hans)')
    expect(bytes.toString('latin1')).toContain('/DisplayDocTitle true')
    expect(readPdf(bytes).tags).toEqual(
      expect.arrayContaining(['Document', 'H2', 'L', 'LI', 'LBody', 'Table', 'TR', 'TH', 'TD']),
    )
  })

  it('link to pages and addresses, never to scripts', async () => {
    const bytes = await pdf('en', [
      {
        kind: 'paragraph',
        text: [
          'See ',
          { text: 'the source', href: 'https://example.org/a' },
          ' or ',
          { text: 'this', href: 'javascript:alert(1)' },
        ],
      },
    ])
    const { links, text } = readPdf(bytes)
    expect(links).toEqual(['https://example.org/a'])
    // A text is in brackets. After a slash it would be a name, and a space in it would break the file.
    expect(bytes.toString('latin1')).not.toMatch(/\/Contents \//)
    expect(text).toContain('See the source or this')
  })

  it('repeat the head of a table on each page and show every row', async () => {
    const rows = Array.from({ length: 90 }, (_, index) => [`Строка ${index}.`, '1,00'])
    const { pages, text } = readPdf(
      await pdf('ru', [{ kind: 'table', head: ['Название', 'Сумма'], rows, align: ['left', 'right'], total: true }]),
    )

    expect(pages).toBeGreaterThan(2)
    expect(text.match(/Название/g)).toHaveLength(pages)
    for (const [name] of rows) expect(text).toContain(name)
    expect(text).toContain(`${pages} / ${pages}`)
  })

  it('leave no last row of a table alone on a page', async () => {
    for (let count = 30; count < 50; count += 1) {
      const rows = Array.from({ length: count }, (_, index) => [`Row ${index}.`, '1'])
      const { sheets } = readPdf(await pdf('en', [{ kind: 'table', head: ['Name', 'Sum'], rows }]))
      const onLast = sheets.at(-1)?.match(/Row \d+\./g) ?? []
      expect(onLast.length, `of ${count} rows`).toBeGreaterThan(1)
    }
  })

  it('align the values of all lists of facts', async () => {
    const edgesOf = async (label: string) =>
      readPdf(await pdf('en', [{ kind: 'facts', rows: [[label, 'Value']] }])).edges
    expect(await edgesOf('Area')).toEqual(await edgesOf('Does somebody else apply for you?'))
  })

  it('split a row longer than a page, and a word longer than a line', async () => {
    const word = 'достопримечательность'.repeat(400)
    const { pages, text } = readPdf(
      await pdf('ru', [
        { kind: 'table', rows: [['а', word]], head: ['Имя', 'Текст'] },
        { kind: 'paragraph', text: word },
      ]),
    )

    expect(pages).toBeGreaterThan(2)
    const joined = text.replaceAll(/\s/g, '').replaceAll(/StartupStreet·25\.11\.2026|\d+\/\d+|ИмяТекст/g, '')
    expect(joined.split(word)).toHaveLength(3)
  })

  it('wrap Chinese without spaces inside the page', async () => {
    const { text } = readPdf(await pdf('zh', [{ kind: 'paragraph', text: '汉字'.repeat(300) }]))
    const lines = text.split('\n').filter(line => line.includes('汉字'))
    expect(lines.length).toBeGreaterThan(10)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(46)
  })

  it('keep related paragraphs on one page if they fit', async () => {
    const few = ['First', 'Second', 'Third'].map(text => ({ kind: 'paragraph', text }) as const)
    for (let count = 28; count < 34; count += 1) {
      const pages = await pagesOf(
        ['First', 'Second', 'Third'],
        [...lines(count), { kind: 'together', paragraphs: few }],
      )
      expect(new Set(pages).size, `after ${count} lines: pages ${pages.join(', ')}`).toBe(1)
    }
    const { pages, text } = readPdf(await pdf('en', [...lines(10), { kind: 'together', paragraphs: lines(50) }]))
    expect(pages).toBe(2)
    expect(text).toContain('Line 49.')
  })

  it('leave no heading alone at the end of a page', async () => {
    const after: PdfBlock[] = [
      { kind: 'together', paragraphs: [...lines(3), { kind: 'paragraph', text: 'Last of it' }] },
      { kind: 'facts', rows: [['Area', '45 m²'] as const, ['Floor', 'Last of it'] as const] },
      { kind: 'heading', level: 3, text: 'Last of it' },
    ]
    for (const block of after) {
      for (let count = 26; count < 33; count += 1) {
        const blocks: PdfBlock[] = [...lines(count), { kind: 'heading', level: 2, text: 'A heading' }, block]
        const pages = await pagesOf(['A heading', 'Last of it'], blocks)
        expect(pages[1], `${block.kind} after ${count} lines`).toBe(pages[0])
      }
    }
  })

  it('include figures with a description', async () => {
    const bytes = await pdf('en', [
      {
        kind: 'drawing',
        description: 'Two bars',
        height: 60,
        shapes: [
          { x: 0, y: 0, width: 100, height: 20, fill: '#0f5f57', pattern: 'rising' },
          { x: 0, y: 30, width: 50, height: 20, fill: '#0f5f57', pattern: 'dots' },
        ],
        labels: [{ x: 110, y: 14, text: 'First' }],
      },
    ])
    expect(bytes.toString('latin1')).toContain('/Alt (Two bars)')
    expect(readPdf(bytes).text).toContain('First')
  })

  it('are refused when too many are waiting', async () => {
    const many = Array.from({ length: 40 }, () => pdf('en', [{ kind: 'paragraph', text: 'x' }]))
    const results = await Promise.allSettled(many)
    const refused = results.filter(result => result.status === 'rejected')
    expect(refused).toHaveLength(10)
    expect(refused[0]?.reason).toMatchObject({ kind: 'unavailable' })
  })
})
