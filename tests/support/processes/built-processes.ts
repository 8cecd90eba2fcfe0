import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build, type BuildOptions } from 'esbuild'

const root = path.join(import.meta.dirname, '../../..')
/** Not `dist`: tests must not overwrite the files of a site that runs from there. */
const folder = path.join(root, 'dist-tests')
/** What tests start and kill besides the program's own commands. */
const processes = [
  ...['changer', 'joiner', 'writer'].map(name => `tests/operations/${name}.ts`),
  ...[
    'decide-and-hang',
    'import-until-killed',
    'promote-until-killed',
    'seal-until-killed',
    'worker-until-killed',
    'database-server',
  ].map(name => `tests/support/processes/${name}.ts`),
  'tests/support/crash/workload.ts',
]

/** Returns the built file of a command (`server/bin/…`) or of a test process, by its source path from the project root. */
export const builtFrom = (source: string): string => path.join(folder, outOf(source)) + '.js'

/**
 * Keeps the folders of commands and migrations and their depth, so that code that looks for files relative to itself finds
 * them.
 */
const outOf = (source: string): string =>
  (source.startsWith('tests/') ? path.join('server/tests', path.basename(source)) : source).replace(/\.ts$/, '')

/**
 * Builds the commands and test processes once before all tests, although each project of vitest asks for it. A process that compiles its own sources takes seconds longer
 * to start, and more than a hundred are started. V8's compile cache is kept from one start to the next in a folder that all
 * child processes know (Node 20 does not know the setting). Another folder keeps what `prepared-folder.ts` makes.
 */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env.PREPARED_FOLDER) return () => Promise.resolve()
  const compiled = await mkdtemp(path.join(tmpdir(), 'startup-street-compiled-'))
  process.env.NODE_COMPILE_CACHE ??= compiled
  const prepared = await mkdtemp(path.join(tmpdir(), 'startup-street-prepared-'))
  process.env.PREPARED_FOLDER = prepared
  const sources = [...(await filesIn('server/bin')), ...(await filesIn('server/migrations')), ...processes]
  const asTheProgram = JSON.parse(await readFile(path.join(root, 'scripts/server-build.json'), 'utf8')) as BuildOptions
  await build({
    absWorkingDir: root,
    entryPoints: sources.map(source => ({ in: source, out: outOf(source) })),
    outdir: folder,
    chunkNames: 'server/bin/[name]-[hash]',
    ...asTheProgram,
  })
  return async () => {
    for (const folder of [compiled, prepared]) await rm(folder, { recursive: true, force: true })
  }
}

const filesIn = async (place: string): Promise<string[]> =>
  (await readdir(path.join(root, place))).filter(name => name.endsWith('.ts')).map(name => `${place}/${name}`)
