// Keeps what a staff form sends until it is known that it arrived, and brings it back after signing in again (interrupted.js).
import { forgetInterrupted, interrupted } from './interrupted.js'
import { controlsOf, formsTo, keepSent, ticks } from './sent-form.js'

document.addEventListener('submit', event => {
  const { target: form, submitter } = event
  if (!event.defaultPrevented && submitter?.formMethod !== 'get' && form.method === 'post') keepSent(form)
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
