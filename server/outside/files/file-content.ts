import { fileTypeFromBuffer } from 'file-type'
import type { Extension, RefusalReason } from '#shared/files/file-rules.ts'
import { measureZip, type ZipBounds } from '#shared/files/zip.ts'

/** Bytes that tell the type of every file we take. */
const headBytes = 8_192

const officeFolders: Partial<Record<Extension, string>> = { docx: 'word/', xlsx: 'xl/' }

/** Word and Excel files are archives, whose type shows only inside. */
export const isOffice = (extension: Extension): boolean => extension in officeFolders

/** Watches a file go by until its first bytes tell whether it is what its extension says. */
export function fileTypeCheck(extension: Extension) {
  let head: Buffer[] | null = []

  async function decide(seen: Buffer): Promise<boolean> {
    head = null
    return beginsAs(extension, seen)
  }

  return {
    /** False as soon as it is known to be something else. */
    async agrees(chunk: Buffer): Promise<boolean> {
      if (!head) return true
      head.push(chunk)
      const seen = Buffer.concat(head)
      return seen.length < headBytes || decide(seen)
    },
    /** For files shorter than what it takes: the verdict on all there was. */
    async agreesAtEnd(): Promise<boolean> {
      return head === null || decide(Buffer.concat(head))
    },
  }
}

async function beginsAs(extension: Extension, head: Buffer): Promise<boolean> {
  if (isOffice(extension)) return head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))
  // A table is plain text: it has no mark of its own, and no zeros.
  if (extension === 'csv') return !head.includes(0) && !(await fileTypeFromBuffer(head))
  const found = await fileTypeFromBuffer(head)
  return found?.ext === (extension === 'jpeg' ? 'jpg' : extension)
}

/** What is wrong with a whole Office file, or null. A file with macros is not the type it says. */
export async function wrongWithOffice(
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
