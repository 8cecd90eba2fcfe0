// Keeps a form that is sent without a connection on its page and says so: the browser would show its own error page, and the
// typed values would be lost. The sentence is on all pages of people who are signed in, and on the forms where visitors
// write.
const sentence = Object.assign(document.createElement('p'), { className: 'notice notice--warn' })
sentence.setAttribute('role', 'alert')
sentence.dataset.test = 'not-sent'

function stay(event) {
  const { target: form, submitter } = event
  sentence.remove()
  const words = form.dataset.notSent ?? document.body.dataset.notSent
  if (!words || navigator.onLine || event.defaultPrevented) return
  if (form.method !== 'post' || submitter?.formMethod === 'get') return
  event.preventDefault()
  sentence.textContent = words
  const beside = submitter && form.contains(submitter) ? submitter : form.lastElementChild
  beside.before(sentence)
}

document.addEventListener('submit', stay)
window.addEventListener('online', () => sentence.remove())
