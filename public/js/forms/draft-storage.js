// Stores form contents on this device until the server has accepted them: texts in window.localStorage, photos (too large
// for it) in IndexedDB. Nothing stays longer than a week, for another account, or after signing out.
const prefix = 'kept:'
const keptForMs = 7 * 86_400_000
const quietly = work => work().catch(() => undefined)

const keys = () => Object.keys(window.localStorage).filter(key => key.startsWith(prefix))

function read(key) {
  try {
    return JSON.parse(window.localStorage.getItem(key) ?? 'null')
  } catch {
    return null
  }
}

export const keptWords = key => read(prefix + key)?.words ?? null

/** Stores the texts. Returns false on a device that blocks storage for sites. */
export function keepWords(key, { owner, words }) {
  try {
    window.localStorage.setItem(prefix + key, JSON.stringify({ at: Date.now(), owner, words }))
    return true
  } catch {
    return false
  }
}

function database() {
  return new Promise((resolve, reject) => {
    const opening = window.indexedDB.open('kept-forms', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('photos')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => resolve(opening.result)
  })
}

/** Makes one request to the photo store; resolves with its result once it is on the disk. */
async function photos(mode, ask) {
  const open = await database()
  try {
    return await new Promise((resolve, reject) => {
      const work = open.transaction('photos', mode)
      const request = ask(work.objectStore('photos'))
      work.oncomplete = () => resolve(request.result)
      work.onabort = () => reject(work.error)
    })
  } finally {
    open.close()
  }
}

export const keepPhotos = (key, files) => quietly(() => photos('readwrite', store => store.put(files, prefix + key)))
export const keptPhotos = async key => (await quietly(() => photos('readonly', store => store.get(prefix + key)))) ?? []
export const forgetPhotos = key => quietly(() => photos('readwrite', store => store.delete(prefix + key)))

export async function forget(key) {
  window.localStorage.removeItem(prefix + key)
  await forgetPhotos(key)
}

export async function forgetAll() {
  for (const key of keys()) window.localStorage.removeItem(key)
  await quietly(() => photos('readwrite', store => store.clear()))
}

/** Deletes what is a week old and, when an account is given, what belongs to another account. */
export async function forgetStale(owner) {
  for (const key of keys()) {
    const kept = read(key)
    const stale = !kept?.words || Date.now() - kept.at > keptForMs || (owner && kept.owner !== owner)
    if (stale) await forget(key.slice(prefix.length))
  }
}
