/**
 * Russian letters in the Latin spelling of Russian passports for travel.
 * Source: ICAO Doc 9303, part 3, section 6 B, as in Приказ МВД России № 889 от 27.11.2017 and later.
 */
const latin: Record<string, string> = {
  А: 'A', Б: 'B', В: 'V', Г: 'G', Д: 'D', Е: 'E', Ё: 'E', Ж: 'ZH', З: 'Z', И: 'I', Й: 'I',
  К: 'K', Л: 'L', М: 'M', Н: 'N', О: 'O', П: 'P', Р: 'R', С: 'S', Т: 'T', У: 'U', Ф: 'F',
  Х: 'KH', Ц: 'TS', Ч: 'CH', Ш: 'SH', Щ: 'SHCH', Ъ: 'IE', Ы: 'Y', Ь: '', Э: 'E', Ю: 'IU', Я: 'IA',
} // oxfmt-ignore

/** Transliterates a name: `Щукин` becomes `SHCHUKIN`. Other letters, hyphens and spaces stay, in upper case. */
export const toPassportLatin = (name: string): string =>
  name
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[А-ЯЁ]/g, letter => latin[letter] ?? letter)

export type LatinNames = { lastNameLatin: string; firstNameLatin: string }

/** Returns the likely passport spelling of surname and given name. Passports have no patronymic in Latin letters. */
export function suggestNames(nameCyrillic: string): LatinNames {
  const [last = '', first = ''] = nameCyrillic.trim().split(/\s+/)
  return { lastNameLatin: suggestion(last), firstNameLatin: suggestion(first) }
}

/** Returns '' when the name is not all Russian letters, because there is nothing to suggest then. */
const suggestion = (name: string): string => (/^[А-ЯЁа-яё-]+$/.test(name.normalize('NFC')) ? toPassportLatin(name) : '')
