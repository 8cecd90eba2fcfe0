// Keeps what a signed-in person's form sends until it is known to have arrived, and restores it after they sign in again
// (interrupted.js).
import { forgetInterrupted, interrupted } from './interrupted.js'
import { controlsOf, formsTo, keepSent, ticks } from './sent-form.js'

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
  const unkept = form.querySelector('[data-unkept]') ? form.dataset.restoredPrivate : ''
  const text = [document.body.dataset.restored, unkept].filter(Boolean).join(' ')
  Object.assign(sentence, { className: 'notice', textContent: text, tabIndex: -1 })
  sentence.setAttribute('role', 'status')
  sentence.dataset.test = 'restored'
  const folded = form.closest('details')
  if (folded) folded.open = true
  form.before(sentence)
  sentence.focus()
}

/**
 * Must be called after the other scripts of a page: it acts only on forms that none of them has stopped from leaving the
 * page.
 */
export function bringBackForms() {
  document.addEventListener('submit', event => {
    const { target: form, submitter } = event
    if (!event.defaultPrevented && submitter?.formMethod !== 'get' && form.method === 'post') keepSent(form)
  })
  const kept = interrupted()
  if (kept?.refused) restore(kept)
  else forgetInterrupted()
}
