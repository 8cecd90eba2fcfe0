/** Words that mean something else with ё. */
const others = new Set(['все', 'всем', 'чем', 'нем', 'том', 'небо', 'узнаем', 'узнает', 'берет', 'совершенный'])

/** Frequent words whose ё is lost most often, in every form that begins so. */
const always =
  /^(?:еще|ее|учет|расчет|отчет|подсчет|прием(?!л)|заем(?!щ)|объем|съем|(?:по|за|до|про|при)?шел|вед[её]т|прид[е]т|найдет|пройдет|начнет)/

/**
 * Words of Russian texts that are written with е though they have ё: in another of the texts, or always. We write ё
 * everywhere, as texts for readers of many levels of Russian are set. Pure.
 */
export function unlikeItself(texts: readonly string[]): string[] {
  const words = new Set(texts.flatMap(text => text.toLowerCase().match(/\p{Script=Cyrillic}+/gu) ?? []))
  const lost = new Set([...words].filter(word => word.includes('ё')).map(word => word.replaceAll('ё', 'е')))
  return [...words].filter(word => !word.includes('ё') && !others.has(word) && (lost.has(word) || always.test(word)))
}
