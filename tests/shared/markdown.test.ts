import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { startingIncentives } from '#features/incentives/starting-content/index.ts'
import { markdownHtml, markdownText } from '#shared/texts/markdown.ts'

const html = (text: string) => markdownHtml(text, 1)

describe('long texts in Markdown', () => {
  it('support paragraphs, emphasis, lists, links, two sizes of headings and tables', () => {
    const text = [
      '## Кому *это* нужно',
      'Первый **важный** абзац',
      '- одно\n- другое\n  1. вложенное',
      '### Мельче',
      '| Что | Сколько |\n|---|--:|\n| Налог | 5 % |',
      '[Помещения](/ru/premises), [источник](https://example.com/a?b=1&c=2), [почта](mailto:office@example.com)',
    ].join('\n\n')
    expect(html(text).replaceAll('\n', '')).toBe(
      '<h2>Кому <em>это</em> нужно</h2><p>Первый <strong>важный</strong> абзац</p>' +
        '<ul><li>одно</li><li>другое<ol><li>вложенное</li></ol></li></ul><h3>Мельче</h3>' +
        '<div class="table-scroll" tabindex="0"><table class="table"><thead><tr><th>Что</th><th>Сколько</th></tr></thead>' +
        '<tbody><tr><td>Налог</td><td>5 %</td></tr></tbody></table></div>' +
        '<p><a href="/ru/premises">Помещения</a>, ' +
        '<a href="https://example.com/a?b=1&amp;c=2" rel="noopener external">источник</a>, ' +
        '<a href="mailto:office@example.com">почта</a></p>',
    )
  })

  it('place headings below the level of the heading above them', () => {
    expect(markdownHtml('# a', 2)).toBe('<h3>a</h3>')
    expect(markdownHtml('###### a', 2)).toBe('<h4>a</h4>')
  })

  it('have the same content as plain text, for mails, paper and programs', () => {
    const text =
      '## Кому\n\n**Важно**: [источник](https://example.com) и [помещения](/ru/premises)\n\n- одно\n- другое\n  - третье\n\n3. раз\n4. два\n\n| Что | Сколько |\n|---|---|\n| Налог | 5 % |'
    expect(markdownText(text)).toBe(
      'Кому\n\nВажно: источник (https://example.com) и помещения\n\n• одно\n• другое\n  • третье\n\n3. раз\n4. два\n\nЧто\u00a0· Сколько\nНалог\u00a0· 5 %',
    )
  })

  it('recognise emphasis beside Chinese, which has no spaces', () => {
    expect(html('**须知：**请先核实。')).toBe('<p><strong>须知：</strong>请先核实。</p>')
    expect(html('自**“本月”**起，*生效*。')).toBe('<p>自<strong>“本月”</strong>起，<em>生效</em>。</p>')
    expect(html('3 * 4 * 5 与 2 ** 3')).toBe('<p>3 * 4 * 5 与 2 ** 3</p>')
  })

  it('leave plain texts unchanged: the same paragraphs, and the same text for programs', () => {
    const texts = startingIncentives.flatMap(({ body, eligibility }) => [
      ...Object.values(body),
      ...Object.values(eligibility),
    ])
    const odd = ['5 < 6 & a_b_c © &amp; 100 %', '`code`\n> not a quote\n---\nText\n===', '~~no~~ \u00a0 ![x]']
    for (const text of [...texts, ...odd]) {
      const $ = load(html(text))
      const shown = $('p')
        .map((_, one) => $(one).text())
        .get()
      expect(shown).toEqual(text.split(/\n{2,}/))
      expect(markdownText(text)).toBe(text)
    }
    expect(texts.length).toBeGreaterThan(40)
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](javascript&colon;alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](\u0001javascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:x)',
    '[x](//evil.example)',
    '[x](/\\evil.example)',
    '[x](\\\\evil.example)',
    '<javascript:alert(1)>',
    '![x](https://example.com/x.png)',
    '[a](/x "onmouseover=alert(1)")',
    '[a](/x"onmouseover="alert(1))',
    '[x]: javascript:alert(1)\n\n[x]',
    '| <b onclick=alert(1)> |\n|---|\n| [x](javascript:1) |',
    '# <svg/onload=alert(1)>',
    '<!-- --><style>*{display:none}</style>',
    '    <b>code</b>\n\n```html\n<b>x</b>\n```',
  ])('escape markup and unsafe links in %j', hostile => {
    const $ = load(html(hostile), null, false)
    const known = 'p,br,em,strong,a,ul,ol,li,h2,h3,div.table-scroll,table,thead,tbody,tr,th,td'
    expect($(`*:not(${known})`)).toHaveLength(0)
    $('*').each((_, one) => {
      for (const name of Object.keys($(one).attr() ?? {})) expect(['href', 'rel', 'class', 'tabindex']).toContain(name)
    })
    $('a').each((_, link) => {
      expect($(link).attr('href')).toMatch(/^(https?:\/\/example\.com|\/x|\/%5C)/)
    })
  })

  it.each([
    ['brackets', '['.repeat(20_000)],
    ['stars', '*a '.repeat(10_000)],
    ['stars beside Chinese', '**须'.repeat(10_000)],
    ['nested lists', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')],
    ['markers', '- '.repeat(20_000)],
    ['tables', `${'|a'.repeat(200)}|\n${'|-'.repeat(200)}|\n${`${'|'.repeat(200)}\n`.repeat(50)}`],
    ['links', '[a](/b) '.repeat(5_000)],
    ['broken links', '[a]('.repeat(10_000)],
    ['angles', '<'.repeat(50_000)],
  ])('read a huge text of %s in reasonable time', (_, text) => {
    const began = performance.now()
    html(text)
    markdownText(text)
    expect(performance.now() - began).toBeLessThan(3_000)
  })
})
