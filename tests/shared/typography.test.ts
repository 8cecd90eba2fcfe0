import { describe, expect, it } from 'vitest'
import { hoursInWords } from '#shared/office/hours.ts'
import { distanceInWords } from '#shared/office/ways.ts'
import { dayAndTime, timeSpan, whenInWords } from '#shared/days/city-time.ts'
import { formatApproximate, formatOneYuan, type Rate } from '#shared/money/currencies.ts'
import * as format from '#shared/texts/format.ts'
import { locales, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { faultsOf, typography } from '../support/texts/typography.ts'
import { unlikeItself } from '../support/texts/yo.ts'
import { writtenTexts } from '../support/texts/written-texts.ts'

/** For each rule a text that breaks it, and one that does not. */
const examples: Record<Locale, Record<string, [wrong: string, right: string]>> = {
  ru: {
    'two spaces': ['Заявка  подана', 'Заявка подана'],
    'straight quotation mark': ['Кнопка "Подать"', 'Кнопка «Подать»'],
    'three full stops': ['Сохраняем...', 'Сохраняем…'],
    'hyphen for a dash': ['Срок - три года', 'Срок\u00a0— три года'],
    'hyphen that does not break': ['по\u2011русски', 'по-русски'],
    'letter with a mark of its own': ['и\u0306од', 'йод'],
    'number and unit on two lines': ['60 м²', '60\u00a0м²'],
    'foreign quotation mark': ['Кнопка “Подать”', 'Кнопка «Подать»'],
    'dash that may begin a line': ['Срок — три года', 'Срок\u00a0— три года'],
    'dash without a space behind': ['Срок\u00a0—три года', '«—»'],
    'short dash between words': ['Срок – три года', '9–12'],
    'space before a mark': ['Да , конечно', 'Да, конечно'],
    '№ without its number': ['Отчёт № {number}', 'Отчёт №\u00a0{number}'],
    'loose thousands': ['до 10 000 юаней', 'до 10\u00a0000 юаней, +7 914 555-12-34'],
    'loose abbreviation': ['в т. ч. вода, стр. 3', 'в т.\u00a0ч. вода, стр.\u00a03'],
    'loose initials': ['А. Б. Озеров', 'А.\u00a0Б.\u00a0Озеров'],
    'Latin letter in a Russian word': ['зaявка', 'заявка'],
  },
  en: {
    'two spaces': ['The unit  is let', 'The unit is let'],
    'straight quotation mark': ["the unit's door", 'the unit’s door'],
    'three full stops': ['Saving...', 'Saving…'],
    'hyphen for a dash': ['three years - free', 'three years, free'],
    'hyphen that does not break': ['e\u2011mail', 'e-mail'],
    'letter with a mark of its own': ['cafe\u0301', 'café'],
    'number and unit on two lines': ['60 m², 5 %', '60\u00a0m², 5%'],
    'foreign quotation mark': ['«Submit»', '“Submit”'],
    'long dash': ['Set: area — 60', 'Set: area – 60'],
    'dash with one space': ['9 –12', '9–12, 1 May – 2 June'],
    'space before a mark': ['Yes , of course', 'Yes, of course'],
    'apostrophe the wrong way round': ['the unit‘s door', 'the unit’s door'],
    'a word of offices': ['prior to the handover', 'before the handover'],
  },
  zh: {
    'two spaces': ['OpenAPI  PDF', 'OpenAPI PDF'],
    'straight quotation mark': ['点击"提交"', '点击“提交”'],
    'three full stops': ['正在保存...', '正在保存……'],
    'hyphen for a dash': ['A1 - A2', 'A1–A2'],
    'hyphen that does not break': ['A\u20111', 'A-1'],
    'letter with a mark of its own': ['cafe\u0301', 'café'],
    'mark of Latin width': ['申请,提交', '申请，提交'],
    'full stop of Latin width': ['请提交申请.', '请提交申请。房源.csv'],
    'bracket of Latin width': ['申请(草稿)', '申请（草稿）'],
    'space at a mark': ['申请 。', '申请。'],
    'foreign quotation mark': ['「申请」', '“申请”'],
    'half an ellipsis': ['正在保存…', '正在保存……'],
    'half a dash': ['房源—创业街', '房源——创业街（—）'],
    'mark twice': ['申请。。', '申请。'],
    'letter or figure of full width': ['Ａ座', 'A 座'],
    'space between characters': ['例如 安娜', '例如安娜'],
    'unit away from its number': ['{count} 天', '{count}天'],
    'space at a figure': ['共 90 天，至少24 像素', '共90天，+86 453 392 0000，SFH-A-0107 或 WCAG 2.2 的'],
    'space at a gap for a figure': ['至 {day} 止', '至{day}止，证明 {number}'],
    'Latin word without a space': ['下载PDF文件', '下载 PDF 文件'],
  },
}

describe('the rules of typography', () => {
  it.each(locales)('each find the faults they are made for in %s, and no others', locale => {
    expect(Object.keys(typography[locale]).toSorted()).toEqual(Object.keys(examples[locale]).toSorted())
    for (const [rule, [wrong, right]] of Object.entries(examples[locale])) {
      expect(faultsOf(locale, wrong), rule).toContainEqual(expect.stringMatching(`^${rule}: `))
      expect(faultsOf(locale, right), rule).toEqual([])
    }
  })

  it('ignore commands and addresses', () => {
    expect(faultsOf('en', 'npm run staff -- answer --reason "…"')).toEqual([])
    expect(faultsOf('zh', '财政部 税务总局公告2023年第12号')).toEqual([])
  })

  it('find a Russian word that is written both with ё and with е', () => {
    const texts = ['Отчёт принят. Всё в порядке, о чём речь', 'Отчет; все, чем могли', 'Ещё']
    expect(unlikeItself(texts)).toEqual(['отчет'])
    expect(unlikeItself(['Еще раз', 'Учет'])).toEqual(['еще', 'учет'])
  })
})

describe('our texts', () => {
  it.each(locales)('follow the typography of their language, in %s', locale => {
    const wrong = writtenTexts(locale).flatMap(({ where, text }) =>
      faultsOf(locale, text).map(fault => `${where}: ${fault}`),
    )
    expect(wrong).toEqual([])
  })

  it('spell each Russian word with ё in one way', () => {
    expect(unlikeItself(writtenTexts('ru').map(({ text }) => text))).toEqual([])
  })

  it.each(locales)('follow it in generated numbers, days and hours as well, in %s', locale => {
    for (const text of composed(locale)) expect(faultsOf(locale, text), text).toEqual([])
  })
})

/** Numbers, measures, money, days, times and ranges as the functions for pages write them. */
function composed(locale: Locale): string[] {
  const reader = { t: translatorFor(locale), locale }
  const at = new Date('2026-12-01T00:05:00Z')
  const span = { startsAt: at, endsAt: new Date(at.getTime() + 1_800_000) }
  const rate: Rate = { currency: 'RUB', perTenThousandYuan: 112_000, day: '2026-11-01', invented: false, old: false }
  const numbers = [1240.5, 0.5, 12_345_678].flatMap(value => [
    format.formatNumber(locale, value),
    format.formatArea(locale, value),
    format.formatMetres(locale, value),
    format.formatPower(locale, value),
    format.formatPercent(locale, value),
    format.formatBytes(locale, value * 1000),
    distanceInWords(reader, value),
  ])
  const money = [0, 124_000, -124_050, 1_000_000_000].flatMap(fen => [
    format.formatMoney(locale, fen),
    format.formatAmount(locale, fen),
    format.formatInCurrency(locale, 'USD', fen),
    formatApproximate({ ...reader, rate }, fen),
  ])
  const days = [
    ...[format.formatDay, format.formatShortDay, format.formatInstant, format.formatShortInstant].map(in_ =>
      in_(locale, at),
    ),
    ...[timeSpan(locale, span), dayAndTime(reader, span), whenInWords(reader, span)],
  ]
  const week = [...Array<string>(5).fill('08:30–11:30, 13:30–17:00'), '09:00–12:00', '']
  return [...numbers, ...money, formatOneYuan(locale, rate), ...days, ...hoursInWords(reader, week)]
}
