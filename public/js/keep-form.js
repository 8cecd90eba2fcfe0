// A form that loses nothing when the connection does: what is typed, and the photos that were chosen, stay on this device until
// the server has accepted them. Without this file the form is a form.
let form = document.querySelector('[data-keep-form]')
const keptForMs = 7 * 86_400_000

const skipped = new Set(['file', 'hidden', 'submit', 'button'])
const controls = () => [...form.elements].filter(({ name, type }) => name && !skipped.has(type))
const files = () => form.querySelector('[type=file]')
const key = () => `kept:${form.getAttribute('action').replace(/^\/[a-z]{2}/, '')}`

function say(text) {
  const state = form.querySelector('[data-keep-state]')
  state.textContent = text
  state.hidden = text === ''
}

function keep() {
  const values = controls().map(({ type, checked, value }) =>
    type === 'checkbox' || type === 'radio' ? checked : value,
  )
  try {
    window.localStorage.setItem(key(), JSON.stringify({ at: Date.now(), values }))
    say(form.dataset.kept)
  } catch {
    // A device that keeps nothing for sites still sends the form.
  }
}

function restore() {
  const kept = JSON.parse(window.localStorage.getItem(key()) ?? 'null')
  if (!kept || Date.now() - kept.at > keptForMs) return false
  for (const [index, control] of controls().entries()) {
    const value = kept.values[index]
    if (typeof value === 'boolean') control.checked = value
    else if (value !== undefined) control.value = value
  }
  return true
}

// Photos are too large for window.localStorage.
function photoStore(mode) {
  return new Promise((resolve, reject) => {
    const opening = window.indexedDB.open('kept-forms', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('photos')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => resolve(opening.result.transaction('photos', mode).objectStore('photos'))
  })
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

async function keepPhotos() {
  const store = await photoStore('readwrite')
  await answered(store.put([...files().files], key()))
}

async function restorePhotos() {
  const kept = await answered((await photoStore('readonly')).get(key()))
  if (!kept?.length) return false
  const chosen = new window.DataTransfer()
  for (const file of kept) chosen.items.add(file)
  files().files = chosen.files
  return true
}

// Those that have arrived stand on the page that came back.
async function forgetPhotos() {
  await answered((await photoStore('readwrite')).delete(key()))
}

async function forget() {
  window.localStorage.removeItem(key())
  await forgetPhotos()
}

const quietly = work => work().catch(() => false)

// An accepted form leads on; one that is refused, or too late, comes back. Whoever was signed out meanwhile signs in again,
// and finds everything here.
async function send() {
  say(form.dataset.sending)
  const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) })
  const reached = new URL(answer.url).pathname
  const accepted = answer.ok && reached === form.dataset.keepNext
  const main = new window.DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
  if (!main || (!accepted && reached !== new URL(form.action).pathname)) {
    location.assign(answer.url)
    return
  }
  if (accepted) {
    await quietly(forget)
    history.pushState(null, '', answer.url)
  } else if (answer.status === 422) await quietly(forgetPhotos)
  document.querySelector('main').replaceWith(main)
  start(main.querySelector('[data-keep-form]'))
  const first = main.querySelector('[data-error-summary]') ?? main
  first.focus()
}

function listen() {
  form.addEventListener('input', keep)
  files().addEventListener('change', () => void quietly(keepPhotos))
  form.addEventListener('submit', event => {
    event.preventDefault()
    keep()
    send().catch(() => say(form.dataset.offline))
  })
}

function start(place) {
  if (!place) return
  form = place
  listen()
  const typed = !form.hasAttribute('data-keep-sent-back') && restore()
  void quietly(restorePhotos).then(photos => {
    if (typed || photos) say(form.dataset.restored)
  })
}

start(form)
