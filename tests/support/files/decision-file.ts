import { readdirSync } from 'node:fs'

const files = readdirSync('docs/adr')

/** Returns the file name of a decision. Throws when no decision has this number. */
export function decisionFile(number: number): string {
  const start = `${String(number).padStart(4, '0')}-`
  const found = files.find(name => name.startsWith(start))
  if (!found) throw new Error(`no decision ${number}`)
  return found
}
