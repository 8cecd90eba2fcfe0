const letters = 26
/** Ten digits, and the end of the code. */
const signs = 11
const maxDigits = 7
const numbersOfDigits = signs ** maxDigits
const letterAt = [0, 1, 2, 4] as const
const digitsAt = 'SFH-A-'.length
const zero = '0'.charCodeAt(0)
const a = 'A'.charCodeAt(0)

/**
 * Packs the code of a premises into a number; numbers sort like their codes. The code must be canonical (`canonicalCode`).
 */
export function packCode(code: string): number {
  let packed = 0
  for (const at of letterAt) packed = packed * letters + code.charCodeAt(at) - a
  for (let digit = 0; digit < maxDigits; digit += 1) packed = packed * signs + signAt(code, digitsAt + digit)
  return packed
}

const signAt = (code: string, at: number): number => (at < code.length ? code.charCodeAt(at) - zero + 1 : 0)

export function unpackCode(packed: number): string {
  let digits = ''
  for (let remaining = packed % numbersOfDigits; remaining > 0; remaining = Math.floor(remaining / signs)) {
    const sign = remaining % signs
    if (sign > 0) digits = `${sign - 1}${digits}`
  }
  let row = Math.floor(packed / numbersOfDigits)
  const last = letterOf(row)
  let zone = ''
  for (let place = 0; place < 3; place += 1) {
    row = Math.floor(row / letters)
    zone = `${letterOf(row)}${zone}`
  }
  return `${zone}-${last}-${digits}`
}

const letterOf = (number: number): string => String.fromCharCode((number % letters) + a)

/**
 * Returns a function that checks whether a packed code begins with what was typed, in upper case: `SFH-A-01`, or only
 * digits, `0107`, with which the number after the letters begins.
 */
export function createCodeMatcher(input: string): (packed: number) => 'same' | 'beginning' | null {
  const signsOf = (part: RegExp) => (input.match(part) ?? []).join('')
  const zoneAndRow = signsOf(/[A-Z]/g)
  const digits = signsOf(/\d/g)
  const onlyDigits = zoneAndRow === ''
  const letter = (at: number) => zoneAndRow[at] ?? 'A'
  const first = packCode(`${letter(0)}${letter(1)}${letter(2)}-${letter(3)}-${digits}`)
  const least = onlyDigits ? first % numbersOfDigits : first
  const missing = onlyDigits ? 0 : letterAt.length - zoneAndRow.length
  const past = least + (missing > 0 ? letters ** missing * numbersOfDigits : signs ** (maxDigits - digits.length))
  return packed => {
    const code = onlyDigits ? packed % numbersOfDigits : packed
    if (code < least || code >= past) return null
    return code === least && digits !== '' ? 'same' : 'beginning'
  }
}
