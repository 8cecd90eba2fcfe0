/** Types of files that may be uploaded somewhere. The bytes must match the extension. */
export const fileTypes = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const
export type Extension = keyof typeof fileTypes
export type MediaType = (typeof fileTypes)[Extension]

/** Types of documents that people hand in. */
export const paperExtensions: readonly Extension[] = (Object.keys(fileTypes) as Extension[]).filter(
  name => name !== 'csv',
)
export const imageExtensions: readonly Extension[] = ['jpg', 'jpeg', 'png', 'webp']

/** Checks whether an extension is that of a picture. */
export const isPicture = (extension: Extension): boolean => fileTypes[extension].startsWith('image/')

/** Types of photos that people hand in, as their phones make them; `imageExtensions` are those that browsers show. */
export const photoExtensions: readonly Extension[] = paperExtensions.filter(isPicture)

/** Number of further files, and bytes, that an upload may add. */
export type UploadQuota = { files: number; bytes: number }

export const refusalReasons = [
  'empty',
  'too-large',
  'extension',
  'content',
  'unpacked',
  'damaged',
  'pixels',
  'texts',
  'too-many',
  'no-room',
] as const
/** Why one file of an upload was not kept. The other files of the same request are kept. */
export type RefusalReason = (typeof refusalReasons)[number]

/** A file in the store that waits to be claimed by a record; unclaimed it is deleted after an hour. */
export type ReceivedFile = {
  field: string
  name: string
  extension: Extension
  mediaType: MediaType
  /** Size in bytes. */ size: number
  /** SHA-256 in hexadecimal. */ sha256: string
  storageId: string
}
export type RefusedFile = { field: string; name: string; reason: RefusalReason }

/** Returns the extension in lower case if it is accepted, otherwise null. */
export function extensionOf(name: string): Extension | null {
  const found = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(fileTypes, found) ? (found as Extension) : null
}
