import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Returns the name of a release of the sources in `root`, their commit, and the time that its files get. A commit with the
 * tag of the version (`npm version` makes it) gives its name to one release only; others are named by their commit, too, so
 * that a release that is unpacked beside another one does not overwrite it. Without git, such as in a container's build,
 * the time is that of package-lock.json; `SOURCE_DATE_EPOCH` (seconds) and `SOURCE_COMMIT` say it better.
 */
export function originOf(root: string): { release: string; commit: string | null; madeAt: Date } {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    name: string
    version: string
  }
  const { SOURCE_DATE_EPOCH: seconds, SOURCE_COMMIT } = process.env
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const hasGit = existsSync(path.join(root, '.git'))
  const commit = hasGit ? git('rev-parse', 'HEAD') : SOURCE_COMMIT || null
  const isTagged =
    hasGit &&
    git('tag', '--points-at', 'HEAD').split('\n').includes(`v${version}`) &&
    git('status', '--porcelain', '--untracked-files=no') === ''
  const madeAt = () =>
    hasGit
      ? Number(git('log', '-1', '--format=%ct'))
      : Math.floor(statSync(path.join(root, 'package-lock.json')).mtimeMs / 1_000)
  return {
    release: [name, version, ...(commit && !isTagged ? [commit.slice(0, 8)] : [])].join('-'),
    commit,
    madeAt: new Date((seconds ? Number(seconds) : madeAt()) * 1_000),
  }
}
