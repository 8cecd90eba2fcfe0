/**
 * What somebody has typed, as it is kept. Its lines end as we store them: browsers send CR LF, with which a text that nobody
 * touched would be a change, and longer than it looks. NUL and its kin have no place in what people write, nor have halves of
 * signs and what is no character, which do not come back as they were; tabs have. Nor have the signs that turn the reading
 * around: our languages run one way, and a name or an address must not look like another.
 * `longest`: of a longer text only so much is kept, without half of a sign at its end.
 */
export function cleanText(typed: string, longest = Infinity): string {
  const clean = typed.replace(/\r\n?/g, '\n').replace(unwanted, '')
  return clean.length > longest ? clean.slice(0, longest).replace(unwanted, '') : clean
}

const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff\p{Cs}]/gu
