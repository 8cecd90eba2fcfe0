import { createHmac } from 'node:crypto'
import { setSealFunctions } from '#models/parts/sealed-field.ts'
import { derivedKey, openBytes, sealBytes } from './aes.ts'

/** Key of one file, itself sealed: `by` is the id of the installation's key that opens it. */
export type WrappedKey = { by: string; key: string }

/** Prefix of a sealed string with the version of the format. The id of the key and the bytes follow. */
const prefix = 'sealed:1:'
const sealedText = /^sealed:1:([0-9a-f]{8}):([\w-]+)$/

/** Thrown for data that no key of the settings opens. Names the key's id, never a key. */
export class MissingKeyError extends Error {
  readonly keyId: string
  /** When an administrator said that the key is lost; null for a key that is only missing here. */
  readonly lostAt: Date | null

  constructor(keyId: string, lostAt: Date | null) {
    super(`DOCUMENT_KEYS lacks the key ${keyId}, with which data are sealed (docs/operations/keys.md).`)
    this.keyId = keyId
    this.lostAt = lostAt
    this.name = 'MissingKeyError'
  }
}

/** Returns the id of a key in the data: eight hexadecimal characters from which the key cannot be derived. */
export const keyIdOf = (secret: string): string => derivedKey(secret, 'key id').subarray(0, 4).toString('hex')

type Key = { id: string; wrapping: Buffer; texts: Buffer; finding: Buffer }

const keyOf = (secret: string): Key => ({
  id: keyIdOf(secret),
  wrapping: derivedKey(secret, 'keys of files'),
  texts: derivedKey(secret, 'texts'),
  finding: derivedKey(secret, 'what is looked for'),
})

/** `on`: new data is sealed. `secrets`: newest first, which seals; all of them open. */
type Settings = { on: boolean; secrets: readonly string[] }

/**
 * Seals what must not be read from a stolen disk or back-up (ADR 104, ADR 105). Sealed data opens as long as its key is
 * among the secrets, even when `on` is false.
 */
export function createSealing({ on, secrets }: Settings) {
  const keys = secrets.map(keyOf)
  const [newest] = keys
  const sealing = on && newest !== undefined

  function requireKey(id: string): Key {
    const key = keys.find(one => one.id === id)
    if (!key) throw new MissingKeyError(id, state.lost.get(id) ?? null)
    return key
  }

  function sealText(plain: string, context: string): string {
    if (!newest) throw new Error('There is no key to seal with.')
    const bytes = sealBytes(newest.texts, Buffer.from(plain), context)
    return `${prefix}${newest.id}:${bytes.toString('base64url')}`
  }

  /**
   * Returns a text as it is to be stored. While sealing is off it stays plain, unless it looks like sealed text: if somebody
   * types in what was sealed for somebody else, we must not open it.
   */
  const stored = (plain: string, context: string): string =>
    plain !== '' && newest && (sealing || plain.startsWith(prefix)) ? sealText(plain, context) : plain

  /** Reverses one `stored`. Throws `MissingKeyError`, and an error when the stored text was changed. */
  function read(text: string, context: string): string {
    const [, id = '', sealed = ''] = sealedText.exec(text) ?? []
    if (id === '') return text
    const plain = openBytes(requireKey(id).texts, Buffer.from(sealed, 'base64url'), context)
    if (!plain) throw new Error(`What is sealed with the key ${id} does not open: it was changed, or moved.`)
    return plain.toString('utf8')
  }

  /** Seals the key of one file for its `context`, which no other file has. */
  function wrap(key: Buffer, context: string): WrappedKey {
    if (!newest) throw new Error('There is no key to seal with.')
    return { by: newest.id, key: sealBytes(newest.wrapping, key, context).toString('base64') }
  }

  /** Opens the key of a file. Throws `MissingKeyError`, and an error when the key was made for something else. */
  function unwrap({ by, key }: WrappedKey, context: string): Buffer {
    const opened = openBytes(requireKey(by).wrapping, Buffer.from(key, 'base64'), context)
    if (!opened) throw new Error(`The key of ${context} does not open: it was changed, or belongs to another file.`)
    return opened
  }

  const hashed = ({ finding }: Key, text: string): string =>
    createHmac('sha256', finding).update(text).digest('hex').slice(0, 24)

  return {
    /** Whether new data is sealed. */
    on: sealing,
    /** Ids of the keys, the newest first. */
    keyIds: keys.map(({ id }) => id),
    stored,
    read,
    /** Returns the id of the key that opens a stored text; null when it is not sealed. */
    keyOfText: (text: string): string | null => sealedText.exec(text)?.[1] ?? null,
    wrap,
    unwrap,
    /** Returns a hash by which an equal text is found again; null while sealing is off. */
    finding: (text: string): string | null => (sealing ? hashed(newest, text) : null),
    /** Returns all hashes under which a text may be stored, also with older keys. */
    findings: (text: string): string[] => keys.map(key => hashed(key, text)),
  }
}
export type Sealing = ReturnType<typeof createSealing>

const state = { current: createSealing({ on: false, secrets: [] }), lost: new Map<string, Date>() }

/** Returns what this process seals and opens with. Until it is set, nothing is sealed and nothing opens. */
export const sealing = (): Sealing => state.current

export function useSealing(used: Sealing): void {
  state.current = used
}

/** Keys that are lost, and since when. */
export function useLostKeys(lost: Map<string, Date>): void {
  state.lost = lost
}
/** Returns since when a key is lost; null for any other key. */
export const lostSince = (keyId: string): Date | null => state.lost.get(keyId) ?? null

/** Context in which passport numbers are sealed, wherever in a case they are. */
export const passportContext = 'passport number'

setSealFunctions({
  stored: plain => sealing().stored(plain, passportContext),
  read: text => readUnlessForgotten(text),
})

/**
 * Returns an empty text when the key is missing. No program starts without a key that its data need, unless somebody has
 * declared it lost; then the rest of the case stays readable.
 */
function readUnlessForgotten(text: string): string {
  try {
    return sealing().read(text, passportContext)
  } catch (error) {
    if (error instanceof MissingKeyError) return ''
    throw error
  }
}
