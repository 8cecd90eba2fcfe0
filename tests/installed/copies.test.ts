import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'

const origin = 'https://site.example'
const source = readFileSync('public/js/installed/service-worker.js', 'utf8')
const urlOf = (request: string | { url: string }): string =>
  new URL(typeof request === 'string' ? request : request.url, origin).href

/** A stand-in for the Cache API of browsers, as far as copies need it. */
function aCache() {
  const kept = new Map<string, Response>()
  return {
    match: (request: string) => Promise.resolve(kept.get(urlOf(request))?.clone()),
    put: (request: string, response: Response) => Promise.resolve(void kept.set(urlOf(request), response)),
    delete: (request: string | { url: string }) => Promise.resolve(kept.delete(urlOf(request))),
    keys: () => Promise.resolve([...kept.keys()].map(url => ({ url }))),
  }
}

/** Creates a worker on a device, with a record of what it fetches and the paths of its copies. */
function aDevice() {
  const stores = new Map<string, ReturnType<typeof aCache>>()
  const fetched: string[] = []
  const heard = new Map<string, (event: object) => void>()
  const open = (name: string) => {
    const store = stores.get(name) ?? aCache()
    stores.set(name, store)
    return Promise.resolve(store)
  }
  const context = createContext({
    Response,
    Headers,
    URL,
    Date,
    console,
    self: {
      site: { version: '1', files: [], words: {} },
      location: { origin },
      addEventListener: (name: string, hear: (event: object) => void) => heard.set(name, hear),
    },
    caches: { open, delete: (name: string) => Promise.resolve(stores.delete(name)) },
    fetch: (path: string) => {
      fetched.push(path)
      return Promise.resolve(new Response('<main></main>', { headers: { 'content-type': 'text/html' } }))
    },
  })
  runInContext(source, context)
  async function tell(data: object): Promise<string[]> {
    fetched.length = 0
    let done: Promise<unknown> = Promise.resolve()
    heard.get('message')?.({ data, waitUntil: (work: Promise<unknown>) => (done = work) })
    await done
    return [...fetched]
  }
  const copies = async () =>
    (await (await open('saved')).keys()).map(({ url }) => new URL(url).pathname).filter(path => path !== '/saved-of')
  return { tell, copies }
}

const pathsOf = (count: number) => Array.from({ length: count }, (_, index) => `/ru/premises/SFH-A-${1_000 + index}`)

describe('the offline copies of more saved units than a device stores', () => {
  it.each([60, 200])('are the first fifty of %d and are fetched once', async count => {
    const { tell, copies } = aDevice()
    const message = { owner: 'a', exactly: pathsOf(count) }
    expect(await tell(message)).toEqual(pathsOf(50))
    expect((await copies()).toSorted()).toEqual(pathsOf(50))
    expect(await tell(message)).toEqual([])
    expect((await copies()).toSorted()).toEqual(pathsOf(50))
  })

  it('are replaced by those of newly saved units', async () => {
    const { tell, copies } = aDevice()
    await tell({ owner: 'a', exactly: pathsOf(60) })
    const newest = '/ru/premises/SFH-B-2000'
    expect(await tell({ owner: 'a', exactly: [newest, ...pathsOf(60)] })).toEqual([newest])
    expect(await copies()).toHaveLength(50)
    expect(await copies()).not.toContain(pathsOf(50).at(-1))
  })
})
