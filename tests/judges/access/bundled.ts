import { build } from 'esbuild'

const bundles = new Map<string, Promise<string>>()

/**
 * Builds a script that provides the exports of `entry`, an import of packages, under a global name. Built once for each
 * process. It is text, because the types of packages for browsers would declare those of browsers for the whole program.
 */
export function bundled(globalName: string, entry: string): Promise<string> {
  const made = bundles.get(globalName) ?? built(globalName, entry)
  bundles.set(globalName, made)
  return made
}

async function built(globalName: string, contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'iife',
    globalName,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}
