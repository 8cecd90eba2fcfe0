// Saves a section of an application on the server while the applicant types, so that a lost connection, an expired session
// or an empty battery loses nothing. Nothing is stored in the browser. Without this file the button saves.
const restMs = 1_500
const againMs = 8_000
/** Limit of a `keepalive` request, which outlives its page: browsers allow 64 KiB. */
const mostKeptAlive = 60_000

const form = document.querySelector('form[data-autosave]')
const revision = () => form.elements.namedItem('sectionRevision')

let saved = ''
let timer = 0
/** The save in progress. */
let sending = null
let closed = false
/** True when the last save did not reach the server. */
let cutOff = false
/** True when the button was pressed and the typed answers are being sent ahead of the form. */
let leaving = false

function answers() {
  const typed = new URLSearchParams(new FormData(form))
  typed.delete('sectionRevision')
  return typed.toString()
}

/** Shows a state. Screen readers announce problems only; a successful save is only visible. */
function say(text, trouble = false) {
  const state = form.querySelector('[data-autosave-state]')
  state.setAttribute('aria-live', trouble ? 'polite' : 'off')
  state.classList.toggle('autosave--trouble', trouble)
  Object.assign(state, { textContent: text, hidden: false })
}

/** Shows links to the questions that the server says are still unanswered. */
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
 * Sends the typed answers first, in a request of their own. Its response gives the revision from which the form goes on.
 * Without a connection the form stays on the page; a browser that submits the form would show its own error page, and the
 * answers would be lost.
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
