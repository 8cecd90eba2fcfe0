import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unbreakablePieces } from '#outside/pdf/line-breaking.ts'

describe('line breaking', () => {
  it.each([
    ['три года без платы', ['три ', 'года ', 'без ', 'платы']],
    ['северо-восток', ['северо-', 'восток']],
    ['12\u00a0000\u00a0¥', ['12\u00a0000\u00a0¥']],
    ['-5 и 10-', ['-5 ', 'и ', '10-']],
    ['绥芬河市', ['绥', '芬', '河', '市']],
    ['免征，可选', ['免', '征，', '可', '选']],
    ['（一）项', ['（一）', '项']],
    ['“创业街”：入', ['“创', '业', '街”：', '入']],
    ['共3项', ['共', '3', '项']],
    ['设立“街”的', ['设', '立', '“街”', '的']],
    ['十条，“街”', ['十', '条，', '“街”']],
    ['填“ID 5”的栏', ['填', '“ID ', '5”', '的', '栏']],
    ['it’s “so”', ['it’s ', '“so”']],
    ['с 2026-11-28 по 8-е', ['с ', '2026-11-28 ', 'по ', '8-', 'е']],
    ['SFH-A-0107', ['SFH-', 'A-0107']],
    ['https://example.org/ru/contact', ['https://', 'example.org/', 'ru/', 'contact']],
    ['', []],
  ])('splits %j', (text, pieces) => {
    expect(unbreakablePieces(text)).toEqual(pieces)
  })

  it('keeps the whole text, whatever it contains', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => unbreakablePieces(text).join('') === text))
  })
})
