// Protects a form against a lost connection: typed values and chosen photos stay on this device until the server has
// accepted them. Without this file it is an ordinary form.
import { dressFileFields, tellChosen } from './file-fields.js'
import {
  forget,
  forgetAll,
  forgetPhotos,
  forgetStale,
  keepPhotos,
  keepWords,
  keptPhotos,
  keptWords,
} from './draft-storage.js'

let form = null
let chosen = []
let sending = false

const skipped = new Set(['file', 'hidden', 'submit', 'button'])
const controls = () => [...form.elements].filter(({ name, type }) => name && !skipped.has(type))
const photoField = () => form.querySelector('[type=file]')
const key = () => form.getAttribute('action').replace(/^\/[a-z]{2}/, '')
const sentBack = () => form.hasAttribute('data-keep-sent-back')
const ticks = ({ type }) => type === 'checkbox' || type === 'radio'

function say(text) {
  const state = form.querySelector('[data-keep-state]')
  if (state.textContent !== text) state.textContent = text
  state.hidden = text === ''
}

// Stores the values of each name in order. Untouched values are left to the server: a default of today is outdated tomorrow.
function keep() {
  const words = {}
  for (const control of controls().filter(one => !ticks(one) || one.checked)) {
    const touched = sentBack() || ticks(control) || control.value !== control.defaultValue
    words[control.name] ??= []
    words[control.name].push(touched ? control.value : null)
  }
  if (keepWords(key(), { owner: form.dataset.keepOwner, words })) say(form.dataset.kept)
}

// Adds rows, because the page may have fewer rows than were filled in.
function makeRoom(words) {
  const row = [...form.querySelectorAll('[data-keep-row]')].at(-1)
  const { name } = row.querySelector('input')
  const wanted = words[name]?.length ?? 0
  for (let have = form.querySelectorAll('[data-keep-row]').length; have < wanted; have += 1) {
    const more = row.cloneNode(true)
    for (const label of more.querySelectorAll('label')) label.htmlFor = label.htmlFor.replace(/\d+$/, String(have))
    for (const input of more.querySelectorAll('input'))
      Object.assign(input, { id: input.id.replace(/\d+$/, String(have)), value: '' })
    row.parentNode.append(more)
  }
}

function restore() {
  const words = keptWords(key())
  if (!words) return false
  makeRoom(words)
  const seen = {}
  for (const control of controls()) {
    const values = words[control.name] ?? []
    seen[control.name] ??= 0
    const value = values[seen[control.name]++]
    if (ticks(control)) control.checked = values.includes(control.value)
    else if (typeof value === 'string') control.value = value
  }
  return Object.values(words).some(values => values.some(value => value !== null))
}

const sameFile = (one, other) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified

/** Puts photos into the field and shows them: the field itself shows only their number. */
function choose(photos) {
  chosen = photos
  const transfer = new window.DataTransfer()
  for (const photo of photos) transfer.items.add(photo)
  photoField().files = transfer.files
  tellChosen(photoField())
  const list = form.querySelector('[data-keep-chosen]')
  for (const image of list.querySelectorAll('img')) window.URL.revokeObjectURL(image.src)
  list.replaceChildren(...photos.map(shown))
  list.hidden = photos.length === 0
}

function shown(photo) {
  const [line, image, remove, name] = ['li', 'img', 'button', 'span'].map(tag => document.createElement(tag))
  Object.assign(image, { src: window.URL.createObjectURL(photo), alt: photo.name })
  Object.assign(remove, { type: 'button', className: 'button--quiet', textContent: form.dataset.remove })
  Object.assign(name, { className: 'visually-hidden', textContent: ` ${photo.name}` })
  remove.append(name)
  remove.addEventListener('click', () => {
    choose(chosen.filter(one => one !== photo))
    void keepChosen()
    photoField().focus()
  })
  line.append(image, remove)
  return line
}

// On a phone each shot is a separate choice, so it is added to the earlier photos instead of replacing them.
async function addPhotos() {
  const more = [...photoField().files].filter(photo => !chosen.some(one => sameFile(one, photo)))
  choose([...chosen, ...more])
  await keepChosen()
}

async function keepChosen() {
  keep()
  await keepPhotos(key(), chosen)
}

// Sends the form. An accepted form leads to the next page; a refused or late one comes back. A person whose session has
// ended signs in again and finds everything here.
async function send() {
  say(form.dataset.sending)
  const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) })
  if (answer.status >= 500) return say(form.dataset.failed)
  const page = new window.DOMParser().parseFromString(await answer.text(), 'text/html')
  const reached = new URL(answer.url).pathname
  const accepted = answer.ok && leadsOn(reached)
  if (accepted) await forget(key())
  if (page.querySelector('main') && (accepted || reached === new URL(form.action).pathname))
    await show(page, answer.url)
  else location.assign(answer.url)
}

/**
 * Checks whether a path is one to which an accepted form leads; a path with a slash at the end includes all paths below it.
 */
const leadsOn = reached =>
  form.dataset.keepNext.split(' ').some(next => (next.endsWith('/') ? reached.startsWith(next) : reached === next))

/** Adds the style sheets of the new page that this page lacks. */
function dress(page) {
  for (const link of page.querySelectorAll('link[rel="stylesheet"]'))
    if (!document.querySelector(`link[href="${link.getAttribute('href')}"]`)) document.head.append(link)
}

async function show(page, address) {
  dress(page)
  const main = page.querySelector('main')
  const next = main.querySelector('[data-keep-form]')
  if (next) await forgetPhotos(key()) // The new page shows the photos that have arrived.
  document.title = page.title
  history.replaceState(null, '', address)
  document.querySelector('main').replaceWith(main)
  dressFileFields(main)
  await start(next)
  const first = main.querySelector('[data-error-summary]') ?? main
  first.focus()
}

async function submit(event) {
  event.preventDefault()
  if (sending) return
  sending = true
  keep()
  await send().catch(() => say(form.dataset.offline))
  sending = false
}

async function start(place) {
  form = place
  chosen = []
  if (!form) return
  form.addEventListener('input', keep)
  form.addEventListener('submit', event => void submit(event))
  photoField().addEventListener('change', () => void addPhotos())
  await forgetStale(form.dataset.keepOwner)
  const typed = !sentBack() && restore()
  const photos = await keptPhotos(key())
  if (photos.length > 0) choose([...photos, ...chosen])
  if (typed || photos.length > 0) say(form.dataset.restored)
}

if (document.querySelector('[data-forget-kept]')) void forgetAll()
else void start(document.querySelector('[data-keep-form]')).then(() => form ?? forgetStale())
