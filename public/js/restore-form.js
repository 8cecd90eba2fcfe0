// Keeps what a staff form sends until it is known that it arrived, and brings it back after signing in again (interrupted.js).
import { forgetInterrupted, interrupted, keepInterrupted } from './interrupted.js'

const never = new Set(['password', 'file', 'submit', 'button', 'reset', 'image'])
/** Of the fields nobody sees, those that say what the form was opened from: a colleague's change since then is still noticed. */
const origins = new Set(['version', 'seen', 'revision', 'sectionRevision'])
const secrets = '[type=password], [autocomplete*=password], [autocomplete=one-time-code]'

const controlsOf = form =>
  [...form.elements].filter(
    ({ name, type }) => name && type && !never.has(type) && (type !== 'hidden' || origins.has(name)),
  )
const ticks = ({ type }) => type === 'checkbox' || type === 'radio'
const valueOf = control => (ticks(control) ? control.checked : control.value)

const pathOf = form =>
  new URL(form.getAttribute('action') || location.href, location.href).pathname.replace(/^\/[a-z]{2}\//, '/')
const formsTo = path => [...document.querySelectorAll('main form[method=post]')].filter(form => pathOf(form) === path)

document.addEventListener('submit', event => {
  const { target: form, submitter } = event
  if (event.defaultPrevented || submitter?.formMethod === 'get' || form.method !== 'post') return
  const controls = controlsOf(form)
  if (form.querySelector(secrets) || controls.every(({ type }) => type === 'hidden')) return
  const path = pathOf(form)
  keepInterrupted({
    owner: document.body.dataset.owner,
    ...{ path, at: Date.now(), number: formsTo(path).indexOf(form) },
    values: controls.map(control => [control.name, valueOf(control)]),
  })
})

function restore({ path, number, values }) {
  const form = formsTo(path)[number]
  if (!form) return
  const left = [...values]
  for (const control of controlsOf(form)) {
    const at = left.findIndex(([name]) => name === control.name)
    const [[, value] = []] = at < 0 ? [] : left.splice(at, 1)
    if (value === undefined) continue
    if (ticks(control)) control.checked = value
    else control.value = value
  }
  say(form)
  form.dispatchEvent(new window.Event('input', { bubbles: true }))
  forgetInterrupted()
}

function say(form) {
  const sentence = document.createElement('p')
  Object.assign(sentence, { className: 'notice', textContent: document.body.dataset.restored, tabIndex: -1 })
  sentence.setAttribute('role', 'status')
  sentence.dataset.test = 'restored'
  const folded = form.closest('details')
  if (folded) folded.open = true
  form.before(sentence)
  sentence.focus()
}

const kept = interrupted()
if (kept?.refused) restore(kept)
else forgetInterrupted()
