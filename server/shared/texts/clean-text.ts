/**
 * What somebody has typed, as it is kept. Its lines end as we store them: browsers send CR LF, with which a text that nobody
 * touched would be a change, and longer than it looks. NUL and its kin have no place in what people write, nor have halves of
 * signs and what is no character, which do not come back as they were; tabs have. Nor have the signs that turn the reading
 * around: our languages run one way, and a name or an address must not look like another.
 */
export const cleanText = (typed: string): string =>
  typed
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff\p{Cs}]/gu, '')
