/** What may be uploaded somewhere. The extension is a promise that the bytes must keep. */
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

/** What people hand in as papers. */
export const paperExtensions: readonly Extension[] = (Object.keys(fileTypes) as Extension[]).filter(
  name => name !== 'csv',
)
export const imageExtensions: readonly Extension[] = ['jpg', 'jpeg', 'png', 'webp']

/** Those whose extension promises a picture. */
export const isPicture = (extension: Extension): boolean => fileTypes[extension].startsWith('image/')

/** Photos that people hand in, as their phones make them; `imageExtensions` are those that browsers show. */
export const photoExtensions: readonly Extension[] = paperExtensions.filter(isPicture)

/** How many more files, and bytes, an upload may add. */
export type Room = { files: number; bytes: number }

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
/** Why one file of an upload was not kept; the other files of the same request are. */
export type RefusalReason = (typeof refusalReasons)[number]

/** A file that is in the store and waits to be claimed by a record; unclaimed it is swept after an hour. */
export type ReceivedFile = {
  field: string
  name: string
  extension: Extension
  mediaType: MediaType
  /** Bytes. */ size: number
  /** Hexadecimal. */ sha256: string
  storageId: string
}
export type RefusedFile = { field: string; name: string; reason: RefusalReason }

/** The extension in lower case if it is one we take. */
export function extensionOf(name: string): Extension | null {
  const found = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(fileTypes, found) ? (found as Extension) : null
}
