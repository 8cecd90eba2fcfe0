import { readdirSync } from 'node:fs'

const files = readdirSync('docs/adr')

/** The name of the file of a decision. Throws where there is none of that number. */
export function decisionFile(number: number): string {
  const start = `${String(number).padStart(4, '0')}-`
  const found = files.find(name => name.startsWith(start))
  if (!found) throw new Error(`no decision ${number}`)
  return found
}
