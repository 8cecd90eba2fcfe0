import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

type Image = {
  /** The folder that stands for the root of the file system. */
  root: string
  folder: string
  env: Record<string, string>
  user: string
  entrypoint: string[]
  command: string[]
  healthcheck: string[]
}

/**
 * Carries out the Dockerfile of a folder without Docker, as far as that goes: each stage is a folder below `work`, RUN is a
 * shell on this machine, and paths from the root are moved into the stage's folder. Base images and USER are only noted.
 */
export function buildImage(context: string, work: string): Image {
  const stages = new Map<string, Image>()
  let image: Image | undefined
  for (const [instruction, rest] of instructionsOf(
    readFileSync(path.join(context, 'deploy/docker/Dockerfile'), 'utf8'),
  )) {
    if (instruction === 'FROM') {
      const [, name = String(stages.size)] = / AS (\w+)$/.exec(rest) ?? []
      const root = path.join(work, name)
      mkdirSync(root, { recursive: true })
      image = { root, folder: '/', env: {}, user: 'root', entrypoint: [], command: [], healthcheck: [] }
      stages.set(name, image)
    } else if (image) carryOut(image, instruction, rest, { context, stages })
    else throw new Error(`${instruction} before FROM`)
  }
  if (!image) throw new Error('no stage')
  return image
}

type Surroundings = { context: string; stages: Map<string, Image> }
function carryOut(image: Image, instruction: string, rest: string, { context, stages }: Surroundings): void {
  const at = (place: string) => path.join(image.root, path.resolve(image.folder, place))
  const steps: Record<string, () => void> = {
    WORKDIR() {
      image.folder = path.resolve(image.folder, rest)
      mkdirSync(at('.'), { recursive: true })
    },
    COPY() {
      const [, stage, source = '', target = ''] = /^(?:--from=(\w+) )?(\S+) (\S+)$/.exec(rest) ?? []
      if (stage) cpSync(path.join(stages.get(stage)!.root, source), at(target), { recursive: true })
      else copyContext(path.join(context, source), at(target))
    },
    ENV() {
      for (const one of rest.split(/\s+/)) image.env[one.split('=')[0]!] = one.slice(one.indexOf('=') + 1)
    },
    RUN() {
      // Whose owner a folder gets is a matter of the image's users, which are not here.
      const line = inside(image, rest.replace(/--mount=\S+ /, '').replace(/-o \w+ -g \w+ /, ''))
      const { status, stderr } = spawnSync('sh', ['-c', line], {
        cwd: at('.'),
        encoding: 'utf8',
        env: { ...environment(), ...image.env },
      })
      if (status !== 0) throw new Error(`RUN ${rest}: ${stderr}`)
    },
    USER: () => (image.user = rest),
    ENTRYPOINT: () => (image.entrypoint = JSON.parse(rest) as string[]),
    CMD: () => (image.command = JSON.parse(rest) as string[]),
    HEALTHCHECK: () => (image.healthcheck = JSON.parse(rest.replace(/^.*? CMD /, '')) as string[]),
    // Without a value; and what only matters to Docker.
    ARG: () => undefined,
    VOLUME: () => undefined,
    EXPOSE: () => undefined,
  }
  const step = steps[instruction]
  if (!step) throw new Error(`${instruction} is not known here`)
  step()
}

/** Returns the instructions of a Dockerfile with the rest of their lines, without comments and line breaks. */
const instructionsOf = (text: string): [string, string][] =>
  text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1).trim()])

/** Moves paths from the root of the image into its folder. */
export const inside = ({ root }: Image, line: string): string => line.replaceAll(/(?<![\w.*/-])\/(?=\w)/g, `${root}/`)

/** Copies a folder without what its `.dockerignore` names: here only names without wildcards, and `*.log`. */
function copyContext(from: string, to: string): void {
  const file = path.join(from, '.dockerignore')
  const ignored = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  const isIgnored = (place: string) =>
    ignored.some(one => (one.startsWith('*.') ? !place.includes('/') && place.endsWith(one.slice(1)) : place === one))
  for (const name of readdirSync(from))
    if (!isIgnored(name))
      cpSync(path.join(from, name), path.join(to, name), {
        recursive: true,
        filter: source => !isIgnored(path.relative(from, source)),
      })
}

/** What the shell of a build knows: the programs of this machine, and npm's cache, in which the packages are. */
const environment = () => ({ PATH: process.env.PATH, HOME: process.env.HOME, npm_config_prefer_offline: 'true' })
