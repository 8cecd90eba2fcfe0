/**
 * Eleven digits that begin with 8: how a number is dialled within Russia. Area codes there begin with 3, 4, 8 or 9; a number
 * of China without its plus begins with 86.
 */
const dialledInRussia = /^8[ -]*(?=(?:\D*\d){10}\D*$)(?=\D*[3489])/

/** Returns a telephone number that can also be dialled from China: `8 914 …` as `+7 914 …`, any other unchanged. */
export const toDialablePhone = (phone: string): string => phone.replace(dialledInRussia, '+7 ')
