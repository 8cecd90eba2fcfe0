import type { Slice } from '#server/slice.ts'
import { scanDocuments, sweepFiles } from './jobs.ts'

/** Documents and pictures that belong to a case or a tenancy: their files, scans and reviews. Their doors are those of the cases. */
export const documentsSlice = (): Slice => ({ name: 'documents', jobs: [scanDocuments, sweepFiles] })
