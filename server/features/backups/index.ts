import type { Slice } from '#server/slice.ts'
import { makeBackups } from './jobs.ts'

/** Copies of everything, elsewhere. */
export const backupsSlice = (): Slice => ({
  name: 'backups',
  jobs: [makeBackups],
})
