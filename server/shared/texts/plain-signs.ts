/**
 * Replaces characters that keyboards of phones and Chinese input methods produce in Latin names, codes and numbers by plain
 * ones: full-width letters and digits, curly apostrophes, long hyphens, and spaces and line ends of every kind.
 */
export const toPlainCharacters = (input: string): string =>
  input
    .normalize('NFKC')
    .replaceAll(/[\u2018\u2019\u02bc\u00b4\u2032`]/g, "'")
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\s\u200b-\u200d\u2060]+/g, ' ')
    .trim()

/**
 * Returns an e-mail address in small letters, with plain characters for full-width ones and for the dot of Chinese
 * keyboards. Nothing else is changed: another character may be another mailbox.
 */
export const toPlainEmail = (input: string): string =>
  input
    .replaceAll(/[\uff01-\uff5e]/g, sign => String.fromCodePoint((sign.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('。', '.')
    .toLowerCase()
