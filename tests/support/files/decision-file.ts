import { readdirSync } from 'node:fs'

const files = readdirSync('docs/adr', { recursive: true, encoding: 'utf8' })

/** Returns the path of a decision below docs/adr. Throws when no decision has this number. */
export function decisionFile(number: number): string {
  const start = `${String(number).padStart(4, '0')}-`
  const found = files.find(file => file.replace('archive/', '').startsWith(start))
  if (!found) throw new Error(`no decision ${number}`)
  return found
}
