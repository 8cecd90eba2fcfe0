import { spawn, type ChildProcess } from 'node:child_process'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { projectRoot } from '#outside/project-root.ts'
import { freePort } from '#tests/support/processes/processes.ts'
import { testKey } from '#tests/support/sealed.ts'

/** What each site begins with. Only its own process holds the copied database. */
export type Start = {
  /** Folder of a database that is copied. */ database: string
  /** Folder where sites find the code that another one has compiled. */ compiled: string
  /** Where the site keeps its data: a folder that is there and empty. */ folder: string
  env?: Record<string, string>
}
export type Site = { url: string; folder: string; process: ChildProcess }

/** The channel to a process ends with it, however that happens: nobody else would end the site of a killed one. */
const endsWithItsParent = `data:text/javascript,process.on('disconnect',()=>process.kill(process.pid,'SIGINT'))`

/** Runs the built site as its own process and waits until it is ready. */
export async function startSite({ database, compiled, folder, env = {} }: Start): Promise<Site> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  await cp(database, `${folder}/db`, { recursive: true })
  const site = spawn(
    process.execPath,
    ['--enable-source-maps', '--import', endsWithItsParent, path.join(projectRoot, 'dist/server/bin/web.js')],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: compiled,
        ENV_FILE: 'off',
        PORT: String(port),
        HOST: '127.0.0.1',
        PUBLIC_URL: url,
        DATA_DIR: folder,
        DOCUMENT_KEYS: testKey,
        MONGODB_URI: `mongodb_embedded://${folder}/db`,
        NODE_ENV: 'test',
        DEMO: 'on',
        LOG_LEVEL: 'error',
        ...env,
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
  const deadline = Date.now() + 40_000
  while (Date.now() < deadline && site.exitCode === null) {
    if (await isReady(url)) return { url, folder, process: site }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  site.kill('SIGKILL')
  throw new Error(`the site did not start at ${url}`)
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )

/** Ends the site and waits until it has ended. */
export async function stopSite({ process: site }: Site): Promise<void> {
  if (site.exitCode !== null || site.signalCode !== null) return
  const ended = new Promise(resolve => site.once('exit', resolve))
  site.kill('SIGINT')
  await ended
}
