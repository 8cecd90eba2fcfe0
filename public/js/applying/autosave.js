// Saves a section of an application on the server while somebody types, so that a line, a session or a phone that dies loses
// nothing. Nothing is kept in the browser. Without this file the button saves.
const restMs = 1_500
const againMs = 8_000
/** What a browser sends on for a page that is gone: 64 KiB at most. */
const mostKeptAlive = 60_000

const form = document.querySelector('form[data-autosave]')
const revision = () => form.elements.namedItem('sectionRevision')

let saved = ''
let timer = 0
/** The save that is under way. */
let sending = null
let closed = false
/** The last save did not reach the server. */
let cutOff = false
/** The button was pressed, and what is typed is on its way ahead of the form. */
let leaving = false

function answers() {
  const typed = new URLSearchParams(new FormData(form))
  typed.delete('sectionRevision')
  return typed.toString()
}

/** Troubles are read out, that all is well is only there to be seen. */
function say(text, trouble = false) {
  const state = form.querySelector('[data-autosave-state]')
  state.setAttribute('aria-live', trouble ? 'polite' : 'off')
  state.classList.toggle('autosave--trouble', trouble)
  Object.assign(state, { textContent: text, hidden: false })
}

/** What is still to be answered, as the server has it now: links to the questions. */
function showMissing(missing) {
  const box = form.querySelector('[data-missing]')
  box.hidden = missing.length === 0
  box.querySelector('ul').replaceChildren(
    ...missing.map(({ href, label }) => {
      const item = document.createElement('li')
      item.append(Object.assign(document.createElement('a'), { href, textContent: label }))
      return item
    }),
  )
}

async function send(typed) {
  const body = new URLSearchParams(typed)
  body.set('sectionRevision', revision().value)
  body.set('autosave', 'yes')
  const options = { method: 'POST', body, redirect: 'manual', headers: { Accept: 'application/json' } }
  const answer = await fetch(form.action, { ...options, keepalive: typed.length < mostKeptAlive })
  if (answer.type === 'opaqueredirect') return say(form.dataset.signedOut, true)
  if (answer.status === 409) {
    closed = true
    return say(form.dataset.overtaken, true)
  }
  if (!answer.ok) throw new Error(String(answer.status))
  const { revision: now, saved: sentence, missing } = await answer.json()
  showMissing(missing)
  revision().value = now
  saved = typed
  return say(sentence)
}

async function save() {
  clearTimeout(timer)
  const typed = answers()
  if (sending || closed || typed === saved) return
  say(form.dataset.saving)
  let wait = restMs
  cutOff = false
  sending = send(typed).catch(error => {
    wait = againMs
    cutOff = error instanceof TypeError
    say(form.dataset.failed, true)
  })
  await sending
  sending = null
  if (!closed && (wait === againMs || answers() !== typed)) saveIn(wait)
}

function saveIn(wait) {
  clearTimeout(timer)
  timer = setTimeout(() => void save(), wait)
}

/**
 * What is typed goes first, by itself: its answer says from which state the form goes on, and where there is no connection, the
 * form stays on the page. A browser that sends a form then shows an error of its own instead, and the answers are lost.
 */
async function goOn(submitter) {
  leaving = true
  await sending
  await save()
  leaving = false
  if (cutOff || !navigator.onLine) {
    say(form.dataset.failed, true)
    return
  }
  closed = true
  form.requestSubmit(submitter)
}

function submit(event) {
  clearTimeout(timer)
  if (closed) return
  if (!leaving && !sending && answers() === saved && navigator.onLine) {
    closed = true
    return
  }
  event.preventDefault()
  if (!leaving) void goOn(event.submitter)
}

if (form) {
  saved = answers()
  form.addEventListener('input', () => saveIn(restMs))
  form.addEventListener('change', () => saveIn(restMs))
  form.addEventListener('submit', submit)
  window.addEventListener('online', () => void save())
  window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void save())
}
