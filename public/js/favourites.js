// A heart on each card, and hearts that answer without a page load. Without this file cards are ticked and saved by a button.
const signs = { add: '♡', remove: '♥' }
const cards = document.querySelector('#content')

hearten()
new MutationObserver(hearten).observe(cards, { childList: true, subtree: true })

function hearten() {
  for (const card of cards.querySelectorAll('.pc:not(:has(.pc__heart))')) {
    const heart = document.createElement('button')
    heart.type = 'button'
    heart.className = 'pc__heart'
    card.querySelector('label').after(heart)
    show(heart, card.matches('.pc--saved') ? 'remove' : 'add')
  }
}

document.addEventListener('click', ({ target }) => {
  const heart = target.closest('.pc__heart')
  if (heart) keep(heart, heart.form.querySelector('[name=do]').formAction)
})
document.addEventListener('submit', event => {
  if (!event.target.matches('form.heart') || event.target.dataset.plain) return
  event.preventDefault()
  keep(event.submitter, event.target.action)
})

async function keep(heart, address) {
  const [code, does] = [codeOf(heart), heart.value]
  try {
    // The answer to success is a redirect to this page, which need not be read.
    const body = new URLSearchParams({ code, do: does })
    const { type } = await fetch(address, { method: 'POST', body, redirect: 'manual' })
    if (type !== 'opaqueredirect') throw new Error('refused')
    for (const one of document.querySelectorAll('.pc__heart, form.heart button'))
      if (codeOf(one) === code) show(one, does === 'add' ? 'remove' : 'add')
  } catch {
    submitPlainly(address, { code, do: does })
  }
}

function codeOf(heart) {
  return heart.closest('.pc, form').querySelector('[name=code]').value
}

function show(heart, does) {
  const words = heart.form.dataset[does]
  heart.value = does
  if (heart.matches('.pc__heart')) {
    heart.closest('.pc').classList.toggle('pc--saved', does === 'remove')
    heart.textContent = signs[does]
    heart.setAttribute('aria-label', `${words}: ${codeOf(heart)}`)
  } else {
    heart.firstElementChild.textContent = signs[does]
    heart.lastElementChild.textContent = words
  }
}

/** The page that comes says what is wrong. */
function submitPlainly(action, values) {
  const form = Object.assign(document.createElement('form'), { action, method: 'post', hidden: true })
  for (const [name, value] of Object.entries(values))
    form.append(Object.assign(document.createElement('input'), { name, value }))
  document.body.append(form)
  form.submit()
}
