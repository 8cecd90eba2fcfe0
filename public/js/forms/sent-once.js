// A double click sends a form once: the second sending would be carried out again, or be told that somebody else was faster.
const restMs = 2000
/** The button of each form that was sent a moment ago. */
const sent = new WeakMap()

document.addEventListener('submit', event => {
  const { target: form, submitter } = event
  if (form.method !== 'post' || submitter?.formMethod === 'get' || submitter?.formTarget || form.target) return
  const button = submitter ?? form
  if (sent.get(form) === button) {
    event.preventDefault()
    return
  }
  // Whether another script keeps the form on its page is known when all have heard of it.
  setTimeout(() => {
    if (event.defaultPrevented) return
    sent.set(form, button)
    setTimeout(() => sent.delete(form), restMs)
  })
})
