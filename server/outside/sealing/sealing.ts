import { createHmac } from 'node:crypto'
import { sealFieldsBy } from '#models/parts/sealed-field.ts'
import { derivedKey, openBytes, sealBytes } from './aes.ts'

/** A key of one file, itself sealed: `by` names the key of the installation that opens it. */
export type WrappedKey = { by: string; key: string }

/** Before what is sealed in a string: the version of this form; then the id of the key, then the bytes. */
const prefix = 'sealed:1:'
const sealedText = /^sealed:1:([0-9a-f]{8}):([\w-]+)$/

/** Data are there that no key of the settings opens. Names the key's id, never a key. */
export class MissingKeyError extends Error {
  constructor(keyId: string) {
    super(`DOCUMENT_KEYS lacks the key ${keyId}, with which data are sealed (docs/operations/keys.md).`)
    this.name = 'MissingKeyError'
  }
}

/** What a key is called in the data: eight hexadecimal characters that do not lead back to it. */
export const keyIdOf = (secret: string): string => derivedKey(secret, 'key id').subarray(0, 4).toString('hex')

type Key = { id: string; wrapping: Buffer; texts: Buffer; finding: Buffer }

const keyOf = (secret: string): Key => ({
  id: keyIdOf(secret),
  wrapping: derivedKey(secret, 'keys of files'),
  texts: derivedKey(secret, 'texts'),
  finding: derivedKey(secret, 'what is looked for'),
})

/** `on`: what is written from now on is sealed. `secrets`: the newest first, which seals; all of them open. */
type Settings = { on: boolean; secrets: readonly string[] }

/**
 * Seals what must not be read from a stolen disk or back-up (ADR 104, ADR 105). What was sealed opens as long as its key is
 * among the secrets, whether `on` or not.
 */
export function sealingWith({ on, secrets }: Settings) {
  const keys = secrets.map(keyOf)
  const [newest] = keys
  const sealing = on && newest !== undefined

  function keyNamed(id: string): Key {
    const key = keys.find(one => one.id === id)
    if (!key) throw new MissingKeyError(id)
    return key
  }

  function sealText(plain: string, context: string): string {
    if (!newest) throw new Error('There is no key to seal with.')
    const bytes = sealBytes(newest.texts, Buffer.from(plain), context)
    return `${prefix}${newest.id}:${bytes.toString('base64url')}`
  }

  /**
   * As it is to be stored. Sealing off, it stays as it is, unless it looks like something sealed: whoever types in what was
   * sealed for somebody else must not have it opened by us.
   */
  const stored = (plain: string, context: string): string =>
    plain !== '' && newest && (sealing || plain.startsWith(prefix)) ? sealText(plain, context) : plain

  /** As it was before `stored`, once. Throws `MissingKeyError`, and an error when what is stored was changed. */
  function read(text: string, context: string): string {
    const [, id = '', sealed = ''] = sealedText.exec(text) ?? []
    if (id === '') return text
    const plain = openBytes(keyNamed(id).texts, Buffer.from(sealed, 'base64url'), context)
    if (!plain) throw new Error(`What is sealed with the key ${id} does not open: it was changed, or moved.`)
    return plain.toString('utf8')
  }

  /** A key of one file for its `context`, which no other file has. */
  function wrap(key: Buffer, context: string): WrappedKey {
    if (!newest) throw new Error('There is no key to seal with.')
    return { by: newest.id, key: sealBytes(newest.wrapping, key, context).toString('base64') }
  }

  /** Throws `MissingKeyError`, and an error when the key was made for something else. */
  function unwrap({ by, key }: WrappedKey, context: string): Buffer {
    const opened = openBytes(keyNamed(by).wrapping, Buffer.from(key, 'base64'), context)
    if (!opened) throw new Error(`The key of ${context} does not open: it was changed, or belongs to another file.`)
    return opened
  }

  const hashed = ({ finding }: Key, text: string): string =>
    createHmac('sha256', finding).update(text).digest('hex').slice(0, 24)

  return {
    /** Whether what is written from now on is sealed. */
    on: sealing,
    /** Ids of the keys, the newest first. */
    keyIds: keys.map(({ id }) => id),
    stored,
    read,
    /** The id of the key that opens a stored text; null when it is not sealed. */
    keyOfText: (text: string): string | null => sealedText.exec(text)?.[1] ?? null,
    wrap,
    unwrap,
    /** By what an equal text is found again; null while nothing is sealed. */
    finding: (text: string): string | null => (sealing ? hashed(newest, text) : null),
    /** All by which it may be stored, under older keys too. */
    findings: (text: string): string[] => keys.map(key => hashed(key, text)),
  }
}
export type Sealing = ReturnType<typeof sealingWith>

const state = { current: sealingWith({ on: false, secrets: [] }) }

/** What this process seals and opens with; until it is set nothing is sealed and nothing opens. */
export const sealing = (): Sealing => state.current

export function useSealing(used: Sealing): void {
  state.current = used
}

/** What a passport's number is sealed for, wherever in a case it stands. */
export const passportContext = 'passport number'

sealFieldsBy({
  stored: plain => sealing().stored(plain, passportContext),
  read: text => readUnlessForgotten(text),
})

/** No program starts without a key that its data need, unless somebody has said that it is lost: the rest of a case is not. */
function readUnlessForgotten(text: string): string {
  try {
    return sealing().read(text, passportContext)
  } catch (error) {
    if (error instanceof MissingKeyError) return ''
    throw error
  }
}
