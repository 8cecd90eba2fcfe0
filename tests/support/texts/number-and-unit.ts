import type { Locale } from '#shared/texts/i18n.ts'

/** The end of a number in a text of the catalogue: a digit, a placeholder, or the number of a plural. */
const number = String.raw`[\d}#]`
const measureWords =
  '平方米|㎡|米|千瓦|个|天|元|万元|小时|分钟|秒|工作日|份|人|套|次|条|张|层|步|行|列|例|种|相|倍|家|笔|间|封|处|件|组'

/**
 * A number whose unit is not set as in `format.ts`: directly after the number in Chinese, on the same line in Russian and
 * English, with a space before the per cent sign in Russian only.
 */
export const looseUnit: Record<Locale, RegExp> = {
  ru: new RegExp(String.raw`${number}(?: ?(?:м²|м|кВт|км|кг|мм|КБ|МБ|%))(?![\p{L}\p{N}])`, 'u'),
  en: new RegExp(String.raw`${number}(?: ?(?:m²|m|kW|km|kg|mm|KB|MB)| %|\u00a0%)(?![\p{L}\p{N}])`, 'u'),
  zh: new RegExp(String.raw`${number}[ \u00a0](?:${measureWords}|%)`, 'u'),
}
