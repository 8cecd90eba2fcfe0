/**
 * Eleven digits that begin with 8: how a number is dialled within Russia. Area codes there begin with 3, 4, 8 or 9; a number
 * of China without its plus begins with 86. Where one or two more digits stand together with the 8, they are the code of
 * another country without its plus, such as 84 or 886.
 */
const dialledInRussia = /^8(?!\d{1,2}(?!\d))[ -]*(?=(?:\D*\d){10}\D*$)(?=\D*[3489])/

/**
 * Returns a telephone number that can also be dialled from China: `8 914 …` as `+7 914 …`, any other number unchanged, but
 * with spaces in place of dots.
 */
export const toDialablePhone = (phone: string): string =>
  phone.replaceAll(/(?<=[\d)])\.(?=[\d(])/g, ' ').replace(dialledInRussia, '+7 ')
