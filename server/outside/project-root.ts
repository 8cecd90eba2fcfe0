import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * The folder with `package.json`, `views` and `public`. Found both from `server/` (tsx, tests) and from the bundled files in
 * `dist/`, which lie at another depth.
 */
export const projectRoot = findUpwards(import.meta.dirname)

function findUpwards(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const parent = path.dirname(folder)
  if (parent === folder) throw new Error('package.json was not found above the program')
  return findUpwards(parent)
}
