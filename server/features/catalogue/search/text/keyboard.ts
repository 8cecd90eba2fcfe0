const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
const slips = new Map(
  Array.from(latin).flatMap((letter, key) => [
    [letter, russian[key] ?? ''],
    [russian[key] ?? '', letter],
  ]),
)

/** What the same keys give on the other keyboard: `vfufpby` is магазин. */
export const otherKeyboard = (typed: string): string =>
  Array.from(typed.toLowerCase(), letter => slips.get(letter) ?? letter).join('')

/** Russian letters that stand for the Latin ones of a code, by look or by sound: `А1`, `СФХ-А-0107`. */
const codeLetters: Record<string, string> = { а: 'a', в: 'b', б: 'b', с: 's', ф: 'f', х: 'h' }

export const latinCode = (typed: string): string =>
  Array.from(typed.toLowerCase(), letter => codeLetters[letter] ?? letter).join('')
