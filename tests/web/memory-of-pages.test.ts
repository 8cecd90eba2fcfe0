import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import express, { type RequestHandler } from 'express'
import supertest from 'supertest'
import { describe, expect, it } from 'vitest'
import { serveCachedPages, cachePage } from '#web/pages/page-memory.ts'

/**
 * Creates a site with one cached route. Its pages count how often one was rendered, and the test says when everything has
 * changed.
 */
function aSite(page: RequestHandler) {
  const state = { stamp: 'first', made: 0 }
  const app = express()
  app.set('query parser', 'simple')
  app.use(serveCachedPages(() => Promise.resolve(state.stamp)))
  app.get('/en/page{/:name}', cachePage('q', 'sort'), (req, res, next) => {
    state.made += 1
    return page(req, res, next)
  })
  return { state, get: (path: string) => supertest(app).get(path), head: (path: string) => supertest(app).head(path) }
}

const slowly: RequestHandler = (_req, res) => void setImmediate(() => setTimeout(() => res.send('a page'), 50))

describe('the page cache', () => {
  it('renders a page once for simultaneous requests', async () => {
    const { state, get } = aSite(slowly)
    const answers = await Promise.all(Array.from({ length: 40 }, () => get('/en/page?q=tea')))
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['a page']))
    expect(new Set(answers.map(({ headers }) => headers.etag as string)).size).toBe(1)
    expect(state.made).toBe(1)
    state.stamp = 'second'
    await Promise.all(Array.from({ length: 40 }, () => get('/en/page?q=tea')))
    expect(state.made).toBe(2)
  })

  it('does not block other visitors when the first visitor of a page disconnects', async () => {
    const waiting: (() => void)[] = []
    const { state, get } = aSite((_req, res) => {
      if (state.made === 1) waiting.push(() => res.send('late'))
      else res.send('a page')
    })
    const impatient = get('/en/page')
    impatient.end(() => undefined)
    await expect.poll(() => waiting.length).toBe(1)
    const second = get('/en/page').then(({ text }) => text)
    impatient.abort()
    expect(await second).toBe('a page')
  })

  it('stores HTML sent as bytes, and no other type of bytes', async () => {
    const bytes = Buffer.from('<p>a page</p>')
    const { state, get } = aSite(({ params }, res) => void res.type(String(params.name)).send(bytes))
    for (const _time of ['first', 'again']) {
      expect((await get('/en/page/html')).headers['content-type']).toBe('text/html; charset=utf-8')
      expect((await get('/en/page/png')).headers['content-type']).toBe('image/png')
    }
    expect(state.made).toBe(3)
  })

  it('stores no error, no redirect and no response that sets a cookie', async () => {
    const answers: Record<string, RequestHandler> = {
      missing: (_req, res) => void res.status(404).send('not here'),
      refused: (_req, res) => void res.status(422).send('not so'),
      elsewhere: (_req, res) => res.redirect(302, '/en/page'),
      cookie: (_req, res) => void res.cookie('session', 'secret').send('yours'),
      broken: () => {
        throw Object.assign(new Error('broken'), { status: 503 })
      },
    }
    const { state, get } = aSite((req, res, next) => answers[String(req.params.name)]?.(req, res, next))
    for (const name of Object.keys(answers)) {
      const before = state.made
      const first = await get(`/en/page/${name}`)
      const second = await get(`/en/page/${name}`)
      expect([name, state.made - before, second.status]).toEqual([name, 2, first.status])
    }
  })

  it('stores no page that was rendered while its data changed', async () => {
    const { state, get } = aSite((_req, res) => {
      const seen = state.stamp
      if (seen === 'first') state.stamp = 'second'
      res.send(`made of ${seen}`)
    })
    expect((await get('/en/page')).text).toBe('made of first')
    await get('/en/page/other')
    expect((await get('/en/page')).text).toBe('made of second')
  })

  it('neither serves nor stores pages for requests with a cookie', async () => {
    const { state, get } = aSite((req, res) => void res.send(`for ${req.headers.cookie ?? 'everybody'}`))
    const own = await get('/en/page').set('Cookie', 'theme=dark')
    expect(own.text).toBe('for theme=dark')
    expect(own.headers).toMatchObject({ 'cache-control': 'no-cache', vary: 'Cookie' })
    expect((await get('/en/page')).text).toBe('for everybody')
    expect((await get('/en/page').set('Cookie', 'theme=light')).text).toBe('for theme=light')
    expect((await get('/en/page')).text).toBe('for everybody')
    expect(state.made).toBe(3)
  })

  it('is bypassed while its validity cannot be checked', async () => {
    const app = express()
    let away = false
    let made = 0
    app.use(serveCachedPages(() => (away ? Promise.reject(new Error('away')) : Promise.resolve('same'))))
    app.get('/en/page', cachePage(), (_req, res) => void res.send(`page ${(made += 1)}`))
    const text = async () => (await supertest(app).get('/en/page')).text
    expect([await text(), await text()]).toEqual(['page 1', 'page 1'])
    away = true
    expect(await text()).toBe('page 2')
    away = false
    expect(await text()).toBe('page 1')
  })

  it('answers HEAD like GET, and can store the page on HEAD', async () => {
    const { state, get, head } = aSite((_req, res) => void res.send('a page'))
    const plain = ['Accept-Encoding', 'identity'] as const
    const first = await head('/en/page')
      .set(...plain)
      .expect(200)
    const page = await get('/en/page')
      .set(...plain)
      .expect(200)
    const again = await head('/en/page')
      .set(...plain)
      .expect(200)
    expect(page.text).toBe('a page')
    expect(again.text).toBeUndefined()
    expect(state.made).toBe(1)
    for (const name of ['etag', 'content-length', 'content-type', 'cache-control', 'vary']) {
      expect([name, again.headers[name]]).toEqual([name, page.headers[name]])
      expect([name, first.headers[name]]).toEqual([name, page.headers[name]])
    }
  })

  it.each([
    ['the very one', (tag: string) => tag, 304],
    ['one of several', (tag: string) => `"abc", ${tag}, W/"x,y"`, 304],
    ['without the sign of a weak one', (tag: string) => tag.replace('W/', ''), 304],
    ['any', () => '*', 304],
    ['another', () => 'W/"abc"', 200],
    ['a part of it', (tag: string) => tag.slice(0, -2), 200],
    ['one that only begins like it', (tag: string) => `${tag.slice(0, -1)}more"`, 200],
  ])('compares the visitor’s copy with the page: %s', async (_case, have, status) => {
    const { get } = aSite((_req, res) => void res.send('a page'))
    const { etag } = (await get('/en/page')).headers as { etag: string }
    const answer = await get('/en/page').set('If-None-Match', have(etag)).expect(status)
    const shared = 'public, max-age=0, s-maxage=1, stale-while-revalidate=1'
    expect(answer.headers).toMatchObject({ etag, 'cache-control': shared, vary: 'Cookie, Accept-Encoding' })
    if (status === 304) expect(answer.headers).not.toHaveProperty('content-type')
  })

  it('sends the page again on a forced reload', async () => {
    const { get } = aSite((_req, res) => void res.send('a page'))
    const { etag } = (await get('/en/page')).headers as { etag: string }
    await get('/en/page').set('If-None-Match', etag).set('Cache-Control', 'no-cache').expect(200)
  })

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['*', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0.5, identity', undefined],
    ['zstd', undefined],
    ['', undefined],
  ])('chooses an encoding for "%s"', async (accepted, coding) => {
    const { get } = aSite((_req, res) => void res.send('a page '.repeat(200)))
    await get('/en/page')
    const answer = await get('/en/page').set('Accept-Encoding', accepted)
    expect(answer.headers['content-encoding']).toBe(coding)
  })

  it('never exceeds its memory limit', async () => {
    const { state, get } = aSite((req, res) => void res.send(`${JSON.stringify(req.query.q)} ${'x'.repeat(60_000)}`))
    await get('/en/page?q=first')
    const before = await heldMb()
    for (let count = 0; count < 700; count += 1) await get(`/en/page?q=${count}&junk=${'j'.repeat(14_000)}`)
    expect((await heldMb()) - before).toBeLessThan(36)
    const { made } = state
    await get('/en/page?q=first')
    expect(state.made).toBe(made + 1)
    await get('/en/page?q=699&utm_source=letter')
    expect(state.made).toBe(made + 1)
  }, 60_000)
})

/** Returns the megabytes in use, on the heap and in buffers. */
async function heldMb(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  // Buffers are freed one turn after the objects that held them.
  for (let turn = 0; turn < 3; turn += 1) {
    gc()
    await new Promise(resolve => setImmediate(resolve))
  }
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1_048_576
}
