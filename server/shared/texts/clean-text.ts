/**
 * Cleans a typed text for storage. Line ends become LF: browsers send CR LF, which would make an untouched text look
 * changed, and longer than it is. Removes control characters except tabs and line ends, and halves of characters and
 * non-characters, which would not be stored unchanged. Also removes bidirectional controls: our languages run one way, and a
 * name or an address must not look like another.
 * `longest` cuts a longer text, without leaving half of a character at its end.
 */
export function cleanText(input: string, longest = Infinity): string {
  const clean = input.replace(/\r\n?/g, '\n').replace(unwanted, '')
  return clean.length > longest ? clean.slice(0, longest).replace(unwanted, '') : clean
}

const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff\p{Cs}]/gu
