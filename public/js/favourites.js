import { tellOne } from './installed/saved-copies.js'

// Shows a heart on each card, and saves by hearts without a page load. Without this file cards are ticked and saved by a
// button.
const content = document.querySelector('#content')
/** Runs requests one at a time: the list of a visitor without an account is a cookie, which each response replaces. */
let turn = Promise.resolve()

hearten()
new MutationObserver(hearten).observe(content, { childList: true, subtree: true })

function hearten() {
  for (const card of content.querySelectorAll('.pc:not(:has(button.pc__heart))')) {
    const heart = document.createElement('button')
    const saved = card.querySelector('.pc__heart')
    heart.type = 'button'
    heart.className = 'pc__heart'
    card.querySelector('label').after(heart)
    heart.setAttribute('aria-label', `${heart.form.dataset.add}: ${codeOf(heart)}`)
    showOnCard(heart, saved !== null)
    saved?.remove()
  }
}

document.addEventListener('click', ({ target }) => {
  const heart = target.closest('button.pc__heart')
  if (heart) inTurn(heart, heart.form.querySelector('[name=do]').formAction)
})
document.addEventListener('submit', event => {
  if (!event.target.matches('form.heart')) return
  event.preventDefault()
  inTurn(event.submitter, event.target.action)
})

function inTurn(heart, address) {
  turn = turn.then(() => keep(heart, address))
}

/** Saves or removes a unit. The action is read from the heart when its turn comes, so a double press changes nothing. */
async function keep(heart, address) {
  const code = codeOf(heart)
  const does = heart.value
  try {
    // The response to success is a redirect to this page, which need not be read.
    const body = new URLSearchParams({ code, do: does })
    const { type } = await fetch(address, { method: 'POST', body, redirect: 'manual' })
    if (type !== 'opaqueredirect') throw new Error('refused')
    for (const one of document.querySelectorAll('button.pc__heart, form.heart button'))
      if (codeOf(one) === code) show(one, does === 'add')
    tellOne(code, does)
  } catch {
    submitPlainly(address, { code, do: does })
  }
}

function codeOf(heart) {
  return heart.closest('.pc, form').querySelector('[name=code]').value
}

function show(heart, saved) {
  if (heart.matches('.pc__heart')) showOnCard(heart, saved)
  else showInWords(heart, saved)
}

function showOnCard(heart, saved) {
  heart.value = saved ? 'remove' : 'add'
  heart.textContent = saved ? '♥' : '♡'
  heart.setAttribute('aria-pressed', saved)
}

function showInWords(heart, saved) {
  const { dataset } = heart.form
  const [sign, words] = heart.children
  heart.value = saved ? 'remove' : 'add'
  sign.textContent = saved ? '♥' : '♡'
  words.textContent = dataset[heart.value]
  heart.form.querySelector('[role=status]').textContent = saved ? dataset.added : dataset.removed
}

/** Submits an ordinary form: the page that comes says what is wrong. */
function submitPlainly(action, values) {
  const form = Object.assign(document.createElement('form'), { action, method: 'post', hidden: true })
  for (const [name, value] of Object.entries(values))
    form.append(Object.assign(document.createElement('input'), { name, value }))
  document.body.append(form)
  form.submit()
}
