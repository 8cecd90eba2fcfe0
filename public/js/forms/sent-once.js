// Ignores the second click of a double click: the second request would be carried out again, or be answered with a conflict.
const restMs = 2000
/** The pressed button of each form that was sent a moment ago. */
const sent = new WeakMap()

document.addEventListener('submit', event => {
  const { target: form, submitter } = event
  if (form.method !== 'post' || submitter?.formMethod === 'get' || submitter?.formTarget || form.target) return
  const button = submitter ?? form
  if (sent.get(form) === button) {
    event.preventDefault()
    return
  }
  // Whether another script stops the submission is known only after all listeners have run.
  setTimeout(() => {
    if (event.defaultPrevented) return
    sent.set(form, button)
    setTimeout(() => sent.delete(form), restMs)
  })
})
