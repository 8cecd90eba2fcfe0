// Stores what a signed-in person's form sends, without passport numbers (data-unkept) and files, until it is known to have
// arrived (interrupted.js); restore-form.js restores it.
import { keepInterrupted } from './interrupted.js'

const never = new Set(['password', 'file', 'submit', 'button', 'reset', 'image'])
/** Hidden fields with the revision from which the form was opened: a later change by a colleague is still noticed. */
const origins = new Set(['version', 'seen', 'revision', 'sectionRevision'])
const secrets = '[type=password], [autocomplete*=password], [autocomplete=one-time-code]'

export const controlsOf = form =>
  [...form.elements].filter(
    ({ name, type, dataset }) =>
      name && type && !never.has(type) && dataset.unkept === undefined && (type !== 'hidden' || origins.has(name)),
  )
export const ticks = ({ type }) => type === 'checkbox' || type === 'radio'
const valueOf = control => (ticks(control) ? control.checked : control.value)

const pathOf = form =>
  new URL(form.getAttribute('action') || location.href, location.href).pathname.replace(/^\/[a-z]{2}\//, '/')
export const formsTo = path =>
  [...document.querySelectorAll('main form[method=post]')].filter(form => pathOf(form) === path)

/** Keeps the values of a form, unless it asks for a password or has no visible fields. */
export function keepSent(form) {
  const controls = controlsOf(form)
  if (form.querySelector(secrets) || controls.every(({ type }) => type === 'hidden')) return
  const path = pathOf(form)
  keepInterrupted({
    owner: document.body.dataset.owner,
    path,
    at: Date.now(),
    number: formsTo(path).indexOf(form),
    values: controls.map(control => [control.name, valueOf(control)]),
  })
}
