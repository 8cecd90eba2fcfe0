import { build } from 'esbuild'

const bundles = new Map<string, Promise<string>>()

/**
 * A script that gives a page what `entry` exports, an import of packages, under a global name. Built once for each process. It comes
 * as text: the types of packages for browsers would make those of browsers known to the whole program.
 */
export function bundled(globalName: string, entry: string): Promise<string> {
  const made = bundles.get(globalName) ?? built(globalName, entry)
  bundles.set(globalName, made)
  return made
}

async function built(globalName: string, contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    ...{ bundle: true, write: false, format: 'iife', globalName, logLevel: 'silent' },
  })
  return outputFiles[0]?.text ?? ''
}
