import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { readWriting, readTranslation, type Written } from '#web/writing/reading.ts'
import type { TextToTranslate } from '#models/parts/text-to-translate.ts'
import { cannotBeIn, languageByLetters } from '#shared/texts/writing.ts'
import type { Locale } from '#shared/texts/i18n.ts'

const extent = { longest: 4000 }
const quoting = 'Приложите 营业执照副本 (с печатью)'

describe('the language of a text, judged by its letters,', () => {
  it.each([
    [quoting, 'ru'],
    ['В плане нет сметы. Нужна копия PDF.', 'ru'],
    ['请补充预算，附SFH-A-0107的PDF文件。', 'zh'],
    ['请补交«Свидетельство о государственной регистрации»的复印件', 'zh'],
    ['请在свидетельство о регистрации的复印件上签字并盖章，随附翻译件', null],
    ['Please attach 营业执照副本', null],
    ['Please attach a budget.', null],
    ['SFH-A-0107', null],
  ])('of %s is %s', (text, language) => {
    expect(languageByLetters(text)).toBe(language)
  })

  it.each<[string, Locale, boolean]>([
    [quoting, 'ru', false],
    [quoting, 'zh', true],
    ['Please attach 营业执照副本', 'en', false],
    ['Please attach a budget for the first year.', 'zh', true],
    ['Please attach a budget for the first year.', 'ru', true],
    ['SFH-A-0107, PDF', 'zh', false],
    ['https://example.com/forms/plan/budget/first', 'zh', false],
    ['请在свидетельство о регистрации的复印件上签字并盖章，随附翻译件', 'zh', false],
    ['请补充预算。', 'en', true],
  ])('of %s: whether it cannot be %s is %s', (text, language, answer) => {
    expect(cannotBeIn(language, text)).toBe(answer)
  })
})

describe('the text of an officer', () => {
  const of = (text: string): Written[] => [{ name: 'reason', text, extent }]
  const read = (body: object, text: string, reader: Locale, ordered?: TextToTranslate) =>
    readWriting(body, { written: of(text), reader, ordered })

  it('is sent as Russian when it quotes a Chinese document in Russian', () => {
    for (const writtenIn of ['ru', 'zh'])
      expect(read({ writtenIn, wayOut: 'here' }, quoting, 'ru')).toEqual({
        kind: 'goes',
        told: new Map([['reason', { text: quoting, writing: { language: 'ru' } }]]),
      })
    expect(read({ writtenIn: 'zh', wayOut: 'here' }, quoting, 'zh')).toMatchObject({ kind: 'wrong' })
    const latin = 'Please attach a budget for the first year.'
    expect(read({ writtenIn: 'zh', wayOut: 'here' }, latin, 'zh')).toEqual({
      kind: 'wrong',
      errors: { writtenIn: 'writing.error.letters' },
    })
  })

  it('may have translations three times as long, and a longer one is refused as too long', () => {
    const body = { writtenIn: 'zh', wayOut: 'here' }
    const typed = (length: number) => ({ ...body, 'translation-reason': 'слово '.repeat(length / 6) })
    expect(read(typed(11_994), '商业计划缺少预算。', 'ru').kind).toBe('goes')
    expect(read(typed(12_006), '商业计划缺少预算。', 'ru')).toMatchObject({
      errors: { 'translation-reason': 'form.too-long' },
    })
    expect(read({ ...body, wayOut: 'as-is', asIsReason: '字'.repeat(4001) }, '商业计划缺少预算。', 'ru')).toEqual({
      kind: 'wrong',
      errors: { asIsReason: 'form.too-long' },
    })
  })

  it('limits its translation as it is limited itself: three times as long, and on one line if it is one line', () => {
    const place = { text: '市政大厅二楼会议室', extent: { longest: 300, oneLine: true } } as const
    const wrong = (typed: string, of = place) => readTranslation(typed, of, 'ru').wrong
    expect([wrong('зал '.repeat(225)), wrong(`${'зал '.repeat(225)}зал`)]).toEqual([null, 'form.too-long'])
    expect([wrong('Зал\r\nадминистрации'), wrong('Зал администрации\n')]).toEqual(['writing.error.one-line', null])
    expect(readTranslation('Зал  администрации\n', place, 'ru').translation).toBe('Зал администрации')
    expect(readTranslation('Зал\nадминистрации', { ...place, extent }, 'ru').wrong).toBeNull()
  })

  it('is refused with a translation that still has an open gap of a ready-made answer', () => {
    expect(readTranslation('Ответ будет {date}.', { text: '答复将于日期给出。', extent }, 'ru').wrong).toBe(
      'enquiries.gap-open',
    )
    expect(readTranslation('Ответ будет завтра.', { text: '明天答复。', extent }, 'ru').wrong).toBeNull()
  })

  it('needs no translation if it is empty', () => {
    expect(read({ writtenIn: 'zh', wayOut: 'colleague' }, ' ', 'ru')).toEqual({ kind: 'goes', told: new Map() })
  })

  it('asks for confirmation when it has changed since a colleague translated it', () => {
    const by = { id: 'x', name: '孙立群' }
    const ordered: TextToTranslate = {
      _id: new mongoose.Types.ObjectId(),
      at: new Date(0),
      by,
      act: 'reject',
      language: 'zh',
      into: 'ru',
      texts: [{ name: 'reason', text: '请补充预算。', translation: 'Добавьте смету.' }],
      typed: {},
      translated: { at: new Date(0), by },
    }
    const body = { writtenIn: 'zh', wayOut: 'here', 'translation-reason': 'Добавьте смету.' }
    expect(read(body, '请补充预算。', 'ru', ordered)).toMatchObject({
      kind: 'goes',
      told: new Map([['reason', expect.objectContaining({ writing: expect.objectContaining({ translator: by }) })]]),
    })
    const changed = read(body, '请补充三年预算。', 'ru', ordered)
    if (changed.kind !== 'wrong') throw new Error('it was not asked')
    expect(changed.errors).toEqual({ 'translation-reason': 'writing.error.original' })
    const again = read({ ...body, ...changed.asked }, '请补充三年预算。', 'ru', ordered)
    if (again.kind !== 'goes') throw new Error('it was asked twice')
    expect(again.told.get('reason')?.writing).toEqual({
      language: 'ru',
      original: { language: 'zh', text: '请补充三年预算。' },
    })
    expect(read({ ...body, ...changed.asked }, '请补充五年预算。', 'ru', ordered).kind).toBe('wrong')
    expect(
      read({ ...body, 'translation-reason': 'Добавьте смету на три года.' }, '请补充三年预算。', 'ru', ordered).kind,
    ).toBe('goes')
  })

  it.each(['Зал администрации,\nвторой этаж', 'Зал администрации,  второй этаж', 'Зал администрации, второй этаж\n'])(
    'asks the same when stored with other spaces than its field shows: %j',
    translation => {
      const place = { name: 'place', extent: { longest: 300, oneLine: true } } as const
      const before = [{ name: 'place', text: '市政大厅\n二楼会议室', translation }]
      const body = { writtenIn: 'zh', wayOut: 'here', 'translation-place': 'Зал администрации, второй этаж' }
      const sent = (text: string) => readWriting(body, { written: [{ ...place, text }], reader: 'ru', before })
      expect(sent('市政大厅 三楼会议室')).toMatchObject({ errors: { 'translation-place': 'writing.error.original' } })
      expect(sent('市政大厅 二楼会议室').kind).toBe('goes')
    },
  )

  it('keeps an older, longer translation as long as nobody changes it', () => {
    const place = { name: 'place', text: '市政大厅二楼会议室', extent: { longest: 300, oneLine: true } } as const
    const long = 'Зал '.repeat(400).trim()
    const before = [{ ...place, translation: long.replace(' ', '\r\n') }]
    const sent = (translation: string) =>
      readWriting({ writtenIn: 'zh', 'translation-place': translation }, { written: [place], reader: 'ru', before })
    expect(sent(long).kind).toBe('goes')
    expect(sent(`${long} два`)).toMatchObject({ errors: { 'translation-place': 'form.too-long' } })
  })

  it('is sent without a translation only where it has none', () => {
    const written = [
      { name: 'finding-0', text: '没有招牌。', extent },
      { name: 'finding-1', text: '没有灭火器。', extent },
    ]
    const asked = { written, reader: 'ru' as const }
    const body = { writtenIn: 'zh', wayOut: 'as-is', 'translation-finding-0': 'Нет вывески.' }
    const original = { language: 'zh', text: '没有招牌。' }
    expect(readWriting({ ...body, asIsReason: '他懂中文。' }, asked)).toEqual({
      kind: 'goes',
      told: new Map<string, object>([
        ['finding-0', { text: 'Нет вывески.', writing: { language: 'ru', original } }],
        ['finding-1', { text: '没有灭火器。', writing: { language: 'zh', asIs: '他懂中文。' } }],
      ]),
    })
    expect(readWriting(body, asked)).toMatchObject({ errors: { asIsReason: 'writing.error.as-is' } })
    expect(readWriting({ ...body, 'translation-finding-0': '没有。' }, asked)).toMatchObject({
      errors: { 'translation-finding-0': 'writing.error.translation-letters', asIsReason: 'writing.error.as-is' },
    })
    expect(readWriting({ ...body, 'translation-finding-1': 'Нет огнетушителя.' }, asked).kind).toBe('goes')
  })

  const inChinese = '绥芬河市迎新街12号'
  const inRussian = 'Возьмите паспорт с собой.'
  const inEnglish = 'Lobby of the Central Hotel'
  it.each<[string, string, Locale, Locale, string[]]>([
    [inChinese, inRussian, 'ru', 'ru', ['place']],
    [inChinese, inRussian, 'zh', 'ru', ['place']],
    [inRussian, '请携带护照。', 'zh', 'ru', ['note']],
    [inRussian, '请携带护照。', 'zh', 'zh', ['place']],
    [inEnglish, '请携带护照。', 'zh', 'ru', ['place', 'note']],
    [inChinese, inRussian, 'ru', 'en', ['place', 'note']],
    [inRussian, '', 'zh', 'zh', ['place']],
    ['Hotel 5', inRussian, 'ru', 'ru', []],
  ])('with the place %s and the note %s, declared as %s, for a reader of %s needs the right translations', (...row) => {
    const [place, note, writtenIn, reader, toTranslate] = row
    const written: Written[] = [
      { name: 'place', text: place, extent, beside: true },
      { name: 'note', text: note, extent },
    ]
    const told = (body: object) => readWriting({ writtenIn, ...body }, { written, reader })
    const asked = told({ wayOut: 'here' })
    const complaints = asked.kind === 'wrong' ? Object.keys(asked.errors) : []
    expect(complaints).toEqual(toTranslate.map(name => `translation-${name}`))
    if (toTranslate.length === 0) return
    const waits = told({ wayOut: 'colleague' })
    expect(waits.kind === 'waits' && waits.written.map(({ name }) => name)).toEqual(toTranslate)
    expect(told({ wayOut: 'as-is', asIsReason: '他懂。' }).kind).toBe('goes')
  })
})
