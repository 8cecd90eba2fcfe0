import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'

const root = path.join(import.meta.dirname, '../..')
/** What tests start and kill beside the program's own commands. */
const processes = [
  ...['changer', 'joiner', 'writer'].map(name => `tests/operations/${name}.ts`),
  ...['decide-and-hang', 'import-until-killed', 'promote-until-killed'].map(name => `tests/support/${name}.ts`),
  'tests/support/crash/workload.ts',
]
/** As deep as the program's commands, so that what looks for files beside itself finds the same ones. */
const folder = 'dist/server/tests'

/** The built file of a command (`server/bin/…`) or of a process of the tests, by its source from the project's root. */
export function builtFrom(source: string): string {
  const built = source.startsWith('tests/') ? path.join(folder, path.basename(source)) : path.join('dist', source)
  return path.join(root, built.replace(/\.ts$/, '.js'))
}

/**
 * Builds the program and the processes of the tests, once before all of them: a process that translates its own sources
 * takes seconds longer to start, and more than a hundred are started.
 */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.js'], { cwd: root })
  await build({
    absWorkingDir: root,
    entryPoints: processes,
    outdir: folder,
    entryNames: '[name]',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
  })
}
