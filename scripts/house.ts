/**
 * Measures the structure of the code and prints it: files and lines of each slice, files with one importer, imports that
 * climb to parent folders, edges between slices, cycles, the fullest folders, file names that occur in several places. It
 * checks nothing; forbidden imports are in `.dependency-cruiser.cjs`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'

const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { options: ICruiseOptions }
const program = ['server', 'models']
const everything = [...program, 'views', 'public', 'tests']
const mostListed = 15

const { output } = await cruise(program, { ...rules.options, validate: false })
const modules = (output as ICruiseResult).modules.filter(({ source }) => program.includes(source.split('/')[0] ?? ''))

const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map(({ parentPath, name }) => path.join(parentPath, name))
const sliceOf = (file: string): string | undefined => /^server\/features\/([^/]+)\//.exec(file)?.[1]
const count = <T>(values: Iterable<T>): [T, number][] => {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)
}
const print = (title: string, lines: readonly string[]): void => {
  console.log(`\n${title}`)
  for (const line of lines) console.log(`  ${line}`)
}
const columns = (...values: (string | number)[]): string =>
  values.map((value, column) => (column === 0 ? String(value).padEnd(32) : String(value).padStart(8))).join('')

const sources = modules.map(({ source }) => source)
const slices = count(sources.flatMap(source => sliceOf(source) ?? [])).map(([slice, files]) => {
  const inside = sources.filter(source => sliceOf(source) === slice)
  const lines = inside.map(linesOf).reduce((sum, one) => sum + one, 0)
  const atRoot = inside.filter(source => source.split('/').length === 4).length
  return columns(slice, files, lines, atRoot)
})
print(columns('slice', 'files', 'lines', 'at root'), slices)

const climbs = modules.flatMap(({ dependencies }) =>
  dependencies.flatMap(({ module }) => (module.startsWith('.') ? [module.split('../').length - 1] : [])),
)
const oneImporter = modules.filter(({ dependents }) => dependents.length === 1)
const short = oneImporter.filter(({ source }) => linesOf(source) <= 30)
/**
 * Files that one other file imports by design: a slice composes its routes and is composed once, and texts belong to one
 * catalogue.
 */
const byDesign = oneImporter.filter(({ source }) =>
  /\/(index|[\w-]*routes?)\.ts$|\/routes\/|\/(locales|texts)\//.test(source),
)
print('files and imports', [
  columns('files', modules.length),
  columns(
    'lines',
    sources.map(linesOf).reduce((sum, one) => sum + one, 0),
  ),
  columns('with one importer', oneImporter.length, `${((100 * oneImporter.length) / modules.length).toFixed(0)} %`),
  columns('of these by design', byDesign.length),
  columns('of these up to 30 lines', short.length),
  columns('deepest climb', Math.max(0, ...climbs)),
  columns('imports of ../../../ and more', climbs.filter(climb => climb >= 3).length),
  columns('imports of ../..', climbs.filter(climb => climb === 2).length),
  columns('in circles', modules.filter(({ dependencies }) => dependencies.some(({ circular }) => circular)).length),
])

const edges = modules.flatMap(({ source, dependencies }) =>
  dependencies.flatMap(({ resolved }) => {
    const from = sliceOf(source)
    const to = sliceOf(resolved)
    return from && to && from !== to ? [`${from} → ${to}`] : []
  }),
)
print(
  `edges between slices (${String(new Set(edges).size)} pairs, ${String(edges.length)} imports)`,
  count(edges)
    .slice(0, mostListed)
    .map(([pair, times]) => columns(pair, times)),
)

const sharedByCases = new Set(
  modules.flatMap(({ source, dependencies }) =>
    dependencies.flatMap(({ resolved }) =>
      sliceOf(source) && sliceOf(source) !== 'cases' && sliceOf(resolved) === 'cases' ? [resolved] : [],
    ),
  ),
)
print('files of `cases` that other slices import', [columns('files', sharedByCases.size)])

const folders = count(everything.flatMap(filesIn).map(file => path.dirname(file)))
print(
  `folders with more than ${String(mostListed)} files`,
  folders.filter(([, files]) => files > mostListed).map(([folder, files]) => columns(folder, files)),
)

const expected = new Set(['index', 'routes', 'service', 'page', 'rules', 'ports', 'mails', 'words'])
const named = sources.filter(source => !source.startsWith('server/locales/'))
const names = count(named.map(source => path.basename(source, '.ts')))
print(
  'file names that stand in several places',
  names.filter(([name, times]) => times > 3 && !expected.has(name)).map(([name, times]) => columns(name, times)),
)
