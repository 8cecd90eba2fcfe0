import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '#outside/project-root.ts'

/** Returns the names of the fields that any form or query of the site reads, and some with a meaning for objects. */
export function fieldNames(): string[] {
  const features = path.join(projectRoot, 'server/features')
  const files = readdirSync(features, { recursive: true, encoding: 'utf8' })
  const sources = files
    .filter(file => /(input|fields|schemas|routes)\.ts$/.test(file))
    .map(file => ({ file, source: readFileSync(path.join(features, file), 'utf8') }))
  const read = sources.flatMap(({ file, source }) =>
    (file.endsWith('routes.ts') ? schemasIn(source) : [source]).flatMap(text =>
      [...text.matchAll(/^ +'?([a-zA-Z]+)'?[:,]/gm)].map(([, name]) => name!),
    ),
  )
  return [...new Set([...read, '__proto__', 'constructor', 'toString', 'layout', 'settings'])]
}

/** Returns the zod schemas declared next to routes. */
const schemasIn = (source: string): string[] =>
  [...source.matchAll(/^const \w+ = [\s\S]*?(?=\n\S|\n$)/gm)].map(([text]) => text).filter(text => text.includes('z.'))
