import { archives } from './archive.ts'
import { deletions } from './deletion.ts'
import type { Deps } from './ports.ts'

/** What people may ask of whatever the site keeps about them. */
export function privacyService(deps: Deps) {
  return { ...archives(deps), ...deletions(deps) }
}
