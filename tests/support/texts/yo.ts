/** Words that mean something else with ё. */
const others = new Set(['все', 'всем', 'чем', 'нем', 'том', 'небо', 'узнаем', 'узнает', 'берет', 'совершенный'])

/** Frequent words whose ё is most often lost, in every form that begins like this. */
const always =
  /^(?:еще|ее|учет|расчет|отчет|подсчет|прием(?!л)|заем(?!щ)|объем|съем|(?:по|за|до|про|при)?шел|вед[её]т|прид[е]т|найдет|пройдет|начнет)/

/**
 * Returns the words of Russian texts that are written with е although they have ё, either in another of the texts or always.
 * We write ё everywhere, as is usual in texts for readers of different levels of Russian. Pure.
 */
export function unlikeItself(texts: readonly string[]): string[] {
  const words = new Set(texts.flatMap(text => text.toLowerCase().match(/\p{Script=Cyrillic}+/gu) ?? []))
  const lost = new Set([...words].filter(word => word.includes('ё')).map(word => word.replaceAll('ё', 'е')))
  return [...words].filter(word => !word.includes('ё') && !others.has(word) && (lost.has(word) || always.test(word)))
}
