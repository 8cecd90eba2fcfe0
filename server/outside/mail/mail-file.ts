import path from 'node:path'
import { sealing } from '../sealing/sealing.ts'

/** Returns the sealing context of one letter's file. */
const contextOf = (id: string): string => `file of the letter ${id}`
const endings = { plain: '.eml', sealed: '.eml.sealed' } as const

/**
 * Returns name and bytes of a letter in the folder of mails. `sealed`: only `npm run seal -- read` can show it, since it may
 * contain a link that resets a password.
 */
export function letterFile(
  id: string,
  message: Buffer,
  { sealed }: { sealed: boolean },
): { name: string; bytes: Buffer } {
  if (!sealed || !sealing().on) return { name: `${id}${endings.plain}`, bytes: message }
  const bytes = Buffer.from(sealing().stored(message.toString('latin1'), contextOf(id)))
  return { name: `${id}${endings.sealed}`, bytes }
}

/** Returns the letter of a file. Throws when its key is missing. */
export function letterFrom(file: string, bytes: Buffer): Buffer {
  if (!file.endsWith(endings.sealed)) return bytes
  const id = path.basename(file, endings.sealed)
  return Buffer.from(sealing().read(bytes.toString(), contextOf(id)), 'latin1')
}
