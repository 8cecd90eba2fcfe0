import { existsSync } from 'node:fs'
import path from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take long and are small. Without the times of an earlier run, as in a fresh clone, vitest would start with the
 * largest files and leave these to the end, where one core works and the other waits.
 */
const long = [
  'operations/killed-worker',
  'security/hostile-input',
  'operations/release',
  'operations/verify-data',
  'security/hostile-input-of-officers',
  'backups/backup',
  'operations/demo-command',
  'operations/killed-deletions',
  'security/tables-that-freeze',
  'operations/new',
  'deciding/objections',
  'operations/far-clocks',
  'operations/closing-connections',
  'structure/access-table',
  'security/any-query',
  'operations/idle',
  'operations/many-processes',
  'operations/alerts-raised',
  'operations/start-and-stop',
  'operations/faults',
  'judges/access/sample-first',
  'judges/access/sample-second',
  'browser/decisions/other-ways',
  'browser/lifecycle',
  'browser/tenancy-years',
  'browser/decisions/happy-path',
  'browser/case-on-one-screen',
  'browser/visitor',
].map(name => `tests/${name}.test.ts`)

/** Orders files as vitest does, with the longest files at the start of their group. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = long.filter(file => !existsSync(path.join(this.ctx.config.root, file)))
    if (gone.length > 0) throw new Error(`long-files-first.ts names what is not there: ${gone.join(', ')}`)
    const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder
    const rankOf = ({ moduleId }: TestSpecification) => {
      const at = long.indexOf(path.relative(this.ctx.config.root, moduleId))
      return at === -1 ? long.length : at
    }
    return (await super.sort(files)).sort((one, other) => groupOf(one) - groupOf(other) || rankOf(one) - rankOf(other))
  }
}
