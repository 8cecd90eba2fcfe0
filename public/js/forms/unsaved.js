// A staff page has several forms, and sending one reloads the page, so unsaved input in another form would be lost without a
// warning. This file asks before another form is sent, and lets the browser ask before somebody leaves a long form.
const longFrom = 4

const skipped = new Set(['hidden', 'submit', 'button', 'reset', 'image'])
const controlsOf = form => [...form.elements].filter(({ name, type }) => name && type && !skipped.has(type))

function isSelected({ options, multiple }) {
  const preset = [...options].some(option => option.defaultSelected)
  return ({ defaultSelected, index, selected }) => selected === (preset || multiple ? defaultSelected : index === 0)
}

function isChanged(control) {
  const { type, files, options } = control
  if (files) return files.length > 0
  if (options) return ![...options].every(isSelected(control))
  if (type === 'checkbox' || type === 'radio') return control.checked !== control.defaultChecked
  return control.value !== control.defaultValue
}

/** Checks for unsaved input. In a form that came back refused, the typed values look like the original ones. */
const isBegun = form => form.querySelector('[aria-invalid="true"]') !== null || controlsOf(form).some(isChanged)
const isLong = form => form.querySelector('textarea') !== null || controlsOf(form).length >= longFrom
const begunForms = () => [...document.querySelectorAll('main form[method=post]')].filter(isBegun)

let agreed = null
let leaving = false

function ask(form, submitter, begun) {
  const [question, go, stay] = document.body.dataset.unsaved.split('|')
  const [dialog, card, words, foot, stayButton, goButton] = [
    'dialog',
    'article',
    'p',
    'footer',
    'button',
    'button',
  ].map(tag => document.createElement(tag))
  words.textContent = question
  words.id = 'unsaved-question'
  Object.assign(stayButton, { type: 'button', textContent: stay })
  Object.assign(goButton, { type: 'button', textContent: go, className: 'button--second' })
  foot.className = 'button-row'
  dialog.dataset.test = 'unsaved'
  dialog.setAttribute('aria-labelledby', words.id)
  foot.append(stayButton, goButton)
  card.append(words, foot)
  dialog.append(card)
  document.body.append(dialog)
  dialog.addEventListener('close', () => dialog.remove())
  goButton.addEventListener('click', () => {
    dialog.close()
    agreed = form
    form.requestSubmit(submitter)
  })
  stayButton.addEventListener('click', () => {
    dialog.close()
    const folded = begun.closest('details')
    if (folded) folded.open = true
    const first = controlsOf(begun).find(isChanged) ?? begun.querySelector('[aria-invalid="true"]')
    first?.focus()
  })
  dialog.showModal()
}

document.addEventListener('submit', event => {
  const { target: form, submitter } = event
  if (event.defaultPrevented || (submitter?.formTarget || form.target) === '_blank') return
  const begun = form === agreed ? undefined : begunForms().find(one => one !== form)
  agreed = null
  if (begun) {
    event.preventDefault()
    ask(form, submitter, begun)
  } else leaving = true
})

// Typing again, or coming back to the page, cancels the leaving.
document.addEventListener('input', () => (leaving = false))
window.addEventListener('pageshow', () => (leaving = false))

window.addEventListener('beforeunload', event => {
  if (!leaving && begunForms().some(isLong)) event.preventDefault()
})
