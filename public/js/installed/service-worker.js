// The service worker. Pages come from the network. Offline, it serves copies of the units that were saved on this device,
// and the offline page for every other page. Nothing else is stored: copies are fetched without cookies, so they never
// contain a page or name of a signed-in person.
// The server puts `self.site` in front (server/features/installed/worker.ts).
const { version, files, words } = self.site
const shellName = `shell-${version}`
const savedName = 'saved'
const ownerPath = '/saved-of'
/** Most copies; the oldest are removed. */
const mostSaved = 50
/** An older copy is fetched again when its page is viewed. */
const freshMs = 24 * 3_600_000
/** Headers with policies that browsers apply to a page; a copy keeps them. */
const policies = [
  'content-type',
  'content-security-policy',
  'permissions-policy',
  'referrer-policy',
  'x-content-type-options',
]
const savedAt = 'x-saved-at'

self.addEventListener('install', event => event.waitUntil(install()))
self.addEventListener('activate', event => event.waitUntil(activate()))
self.addEventListener('fetch', answer)
self.addEventListener('push', event => event.waitUntil(showMessage(event.data)))
self.addEventListener('notificationclick', event => event.waitUntil(openMessage(event.notification)))
self.addEventListener('message', event => event.waitUntil(inTurn(() => obey(event.data))))

async function install() {
  const shell = await caches.open(shellName)
  await Promise.all(files.map(async file => shell.put(file, await publicly(file))))
  await self.skipWaiting()
}

async function activate() {
  const outdated = (await caches.keys()).filter(name => name !== shellName && name !== savedName)
  await Promise.all(outdated.map(name => caches.delete(name)))
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

/** Fetches a path without cookies, as every visitor sees it. Throws when the response is not successful. */
async function publicly(path) {
  const response = await fetch(path, { credentials: 'omit' })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response
}

function answer(event) {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== self.location.origin) return
  if (mode === 'navigate') event.respondWith(pageFor(event, pathname))
  else if (/^\/(assets|media|brand)\//.test(pathname)) event.respondWith(partFor(event.request, pathname))
}

async function pageFor(event, pathname) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request))
    if (codeOf(pathname)) event.waitUntil(inTurn(() => refresh(pathname)))
    return response
  } catch {
    return (await savedPage(pathname)) ?? offlinePage(pathname)
  }
}

async function partFor(request, pathname) {
  try {
    return await fetch(request)
  } catch (error) {
    const [, photo] = /^\/media\/(\w+)\//.exec(pathname) ?? []
    const copy = (await caches.match(pathname)) ?? (photo && (await photoOf(photo)))
    if (copy) return copy
    throw error
  }
}

/** Returns the stored copy of a photo: a page may ask for another size than the stored one. */
async function photoOf(photo) {
  const saved = await caches.open(savedName)
  const [request] = (await saved.keys()).filter(({ url }) => url.includes(`/media/${photo}/`))
  return request && saved.match(request)
}

const codeOf = pathname => /^\/(?:ru|en|zh)\/premises\/([\w-]+)$/.exec(pathname)?.[1]
const languageOf = pathname => /^\/(ru|en|zh)(?=\/|$)/.exec(pathname)?.[1] ?? usualLanguage()
const usualLanguage = () => ['ru', 'en', 'zh'].find(language => self.navigator.language.startsWith(language)) ?? 'ru'

/**
 * Returns the copy of a unit, in the requested language if it is stored, else in another, with a line that gives its age.
 */
async function savedPage(pathname) {
  const code = codeOf(pathname)
  const copies = code ? (await savedPages()).filter(one => codeOf(one) === code) : []
  const path = copies.includes(pathname) ? pathname : copies[0]
  if (!path) return undefined
  const copy = await (await caches.open(savedName)).match(path)
  const notice = noticeOf(languageOf(path), copy.headers.get(savedAt))
  return withBody(copy, (await copy.text()).replace('<main ', `${notice}<main `))
}

const noticeOf = (language, at) =>
  `<aside class="demo-banner" data-offline data-test="offline"><p class="container">${words[language].copy.replace('{when}', whenOf(language, at))}</p></aside>\n`

const whenOf = (language, at) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at))

const withBody = (response, body) => new Response(body, { headers: response.headers })

async function offlinePage(pathname) {
  const language = languageOf(pathname)
  const page = await caches.match(`/${language}/offline`)
  const items = await Promise.all((await savedPages()).map(itemFor))
  const html = await page.text()
  const list = `<ul data-test="saved-here">${items.join('')}</ul>`
  return withBody(page, items.length > 0 ? html.replace(/<p id="saved-here">[^]*?<\/p>/, () => list) : html)
}

/** Returns a list item. The title comes from a page of this site and is already escaped. */
async function itemFor(path) {
  const copy = await (await caches.open(savedName)).match(path)
  const [, title] = /<title>([^<]*?)(?:\s· [^·<]*)?<\/title>/.exec(await copy.text()) ?? [null, path]
  const when = words[languageOf(path)].saved.replace('{when}', whenOf(languageOf(path), copy.headers.get(savedAt)))
  return `<li><a href="${path}" lang="${languageOf(path)}">${title}</a> <small class="muted" lang="${languageOf(path)}">${when}</small></li>`
}

/** Returns the paths of the stored units, the newest copy first. */
async function savedPages() {
  const saved = await caches.open(savedName)
  const paths = (await saved.keys()).map(({ url }) => new URL(url).pathname).filter(codeOf)
  const dated = await Promise.all(
    paths.map(async path => ({ path, at: (await saved.match(path))?.headers.get(savedAt) ?? '' })),
  )
  return dated.toSorted((one, other) => other.at.localeCompare(one.at)).map(({ path }) => path)
}

/** Runs messages one after the other, so that the later one wins. */
let turn = Promise.resolve()
function inTurn(work) {
  turn = turn.then(work).catch(error => console.warn(error))
  return turn
}

/**
 * Handles a message from a page of this site: `owner` is the signed-in person as an opaque name, `save` are paths of units,
 * `remove` are codes, and `exactly` are the only paths to keep.
 */
async function obey({ owner = '', ...message }) {
  const before = await (await (await caches.open(savedName)).match(ownerPath))?.text()
  if (before && before !== owner) await caches.delete(savedName)
  const changed = await bring(message)
  const pages = await savedPages()
  for (const path of pages.slice(mostSaved)) await drop(path)
  if (pages.length === 0) await caches.delete(savedName)
  else if (changed || before !== owner) await tidy(owner)
}

/** Updates the copies and returns whether anything changed. Of a longer list only the newest `mostSaved` are kept. */
async function bring({ save = [], remove = [], exactly: listed }) {
  const exactly = listed?.slice(0, mostSaved)
  const here = await savedPages()
  const isWanted = exactly ? code => exactly.some(path => codeOf(path) === code) : code => !remove.includes(code)
  const leaving = here.filter(path => !isWanted(codeOf(path)))
  const known = new Set(here.map(codeOf))
  const missing = (exactly ?? []).filter(path => !known.has(codeOf(path)))
  const coming = [...save, ...missing].filter(codeOf).slice(0, mostSaved)
  for (const path of leaving) await drop(path)
  for (const path of coming) await keep(path)
  return leaving.length + coming.length > 0
}

/** Stores the public page of a unit with its style sheets, scripts and first photo. */
async function keep(path) {
  const response = await fetch(path, { credentials: 'omit' })
  if (response.status === 404 || response.status === 410) return drop(path)
  if (!response.ok) return undefined
  const html = await response.text()
  const saved = await caches.open(savedName)
  await Promise.all(partsOf(html).map(part => keepPart(saved, part)))
  const headers = new Headers(
    policies.flatMap(name => (response.headers.has(name) ? [[name, response.headers.get(name)]] : [])),
  )
  headers.set(savedAt, new Date().toISOString())
  return saved.put(path, new Response(html, { headers }))
}

async function keepPart(saved, part) {
  if (await saved.match(part)) return
  const response = await fetch(part, { credentials: 'omit' })
  if (response.ok) await saved.put(part, response)
}

function partsOf(html) {
  const linked = [...html.matchAll(/<(?:link rel="stylesheet" href|script src)="(\/[^"]+)"/g)].map(([, path]) => path)
  const [, photo] = /<img src="(\/media\/[^"]+)"/.exec(html) ?? []
  return photo ? [...linked, photo] : linked
}

async function drop(path) {
  await (await caches.open(savedName)).delete(path)
}

/** Stores the owner and removes parts that no stored page needs. */
async function tidy(owner) {
  const saved = await caches.open(savedName)
  await saved.put(ownerPath, new Response(owner))
  const pages = await savedPages()
  const needed = new Set([ownerPath, ...pages])
  for (const path of pages) for (const part of partsOf(await (await saved.match(path)).text())) needed.add(part)
  const left = (await saved.keys()).filter(({ url }) => !needed.has(new URL(url).pathname))
  await Promise.all(left.map(request => saved.delete(request)))
}

/** Fetches a new copy when the copy of a viewed unit is older than a day. */
async function refresh(pathname) {
  const copy = await (await caches.open(savedName)).match(pathname)
  if (copy && Date.now() - Date.parse(copy.headers.get(savedAt)) > freshMs) await keep(pathname)
}

/** Reads the kind and language of a push message; text and address come from this site. */
function toldBy(data) {
  try {
    const { kind, locale } = data.json()
    const { site, told } = words[locale]
    return { locale, site, kind, ...told[kind] }
  } catch {
    return { locale: 'ru', site: words.ru.site }
  }
}

/** Shows a push message, as browsers require for each one. An unknown message is shown as general news. */
async function showMessage(data) {
  const { locale, site, kind = 'several', text = words[locale].told.several.text } = toldBy(data)
  await self.registration.showNotification(site, {
    body: text,
    lang: locale,
    // Only the newest message of a kind stays visible.
    tag: kind,
    icon: '/icon-192.png',
    data: { kind, locale },
  })
}

/** Focuses the tab where the page is open, or opens it. */
async function openMessage(notification) {
  notification.close()
  const { kind, locale } = notification.data
  const { path } = words[locale]?.told[kind] ?? words.ru.told.several
  const tabs = await self.clients.matchAll({ type: 'window' })
  const open = tabs.find(({ url }) => new URL(url).pathname === path)
  await (open ? open.focus() : self.clients.openWindow(path))
}
