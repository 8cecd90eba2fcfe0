import { fileTypeFromBuffer } from 'file-type'
import type { Extension, RefusalReason } from '#shared/files/file-rules.ts'
import { measureZip, type ZipBounds } from '#shared/files/zip.ts'

/** Number of bytes that tell the type of every accepted file. */
const headBytes = 8_192

const officeFolders: Partial<Record<Extension, string>> = { docx: 'word/', xlsx: 'xl/' }

/** Checks for Word and Excel files: they are archives, whose type is only visible inside. */
export const isOffice = (extension: Extension): boolean => extension in officeFolders

/** Checks a file while it streams by: whether its first bytes match its extension. */
export function fileTypeCheck(extension: Extension) {
  let head: Buffer[] | null = []

  async function decide(firstBytes: Buffer): Promise<boolean> {
    head = null
    return hasSignatureOf(extension, firstBytes)
  }

  return {
    /** Returns false as soon as the type is known to be another one. */
    async agrees(chunk: Buffer): Promise<boolean> {
      if (!head) return true
      head.push(chunk)
      const firstBytes = Buffer.concat(head)
      return firstBytes.length < headBytes || decide(firstBytes)
    },
    /** Checks files that are shorter than the bytes needed, at their end. */
    async agreesAtEnd(): Promise<boolean> {
      return head === null || decide(Buffer.concat(head))
    },
  }
}

async function hasSignatureOf(extension: Extension, head: Buffer): Promise<boolean> {
  if (isOffice(extension)) return head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))
  // A CSV file is plain text: it has no signature and no zero bytes.
  if (extension === 'csv') return !head.includes(0) && !(await fileTypeFromBuffer(head))
  const found = await fileTypeFromBuffer(head)
  return found?.ext === (extension === 'jpeg' ? 'jpg' : extension)
}

/** Returns why a whole Office file is refused, or null. A file with macros is not of the type it claims. */
export async function officeRefusalReason(
  extension: Extension,
  bytes: Buffer,
  bounds?: ZipBounds,
): Promise<RefusalReason | null> {
  const measured = await measureZip(bytes, bounds)
  if (!measured.ok) return measured.reason
  const names = measured.names.map(name => name.toLowerCase())
  const folder = officeFolders[extension] ?? ''
  const complete = names.includes('[content_types].xml') && names.some(name => name.startsWith(folder))
  const macros = names.some(name => name.endsWith('vbaproject.bin'))
  return complete && !macros ? null : 'content'
}
