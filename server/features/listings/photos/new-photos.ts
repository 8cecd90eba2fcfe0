import type { Photo } from '#models/premises/parts/photo.ts'
import type { ReceivedFile } from '#shared/files/file-rules.ts'
import { maxPhotos } from './photo-limits.ts'

type Sent = { file: Pick<ReceivedFile, 'sha256'> }

/**
 * Sorts sent photos by whether a premises with these photos takes them. `there` are those whose bytes it has already, because
 * a form was sent twice or the file was chosen before, or that come twice in one form. `tooMany` have no room.
 */
export function sortNewPhotos<T extends Sent>(
  sent: readonly T[],
  present: readonly Photo[],
): Record<'fitting' | 'there' | 'tooMany', T[]> {
  const known = new Set(present.map(({ sha256 }) => sha256))
  const sorted: ReturnType<typeof sortNewPhotos<T>> = { fitting: [], there: [], tooMany: [] }
  for (const one of sent) {
    if (known.has(one.file.sha256)) sorted.there.push(one)
    else if (present.length + sorted.fitting.length >= maxPhotos) sorted.tooMany.push(one)
    else {
      known.add(one.file.sha256)
      sorted.fitting.push(one)
    }
  }
  return sorted
}
