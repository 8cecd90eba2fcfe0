import type { DocumentKind } from '../../../../models/document.ts'
import type { ReceivedFile } from '../../../shared/file-rules.ts'

/** The files of a form whose fields are kinds of documents. */
export const filesByKind = (files: readonly ReceivedFile[], kinds: readonly DocumentKind[]) =>
  kinds.flatMap(kind => files.filter(({ field }) => field === kind).map(file => ({ kind, file })))
