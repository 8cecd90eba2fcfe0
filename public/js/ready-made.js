// Appends a ready-made answer to the typed text instead of loading the page with it.
for (const button of document.querySelectorAll('button[data-ready]')) {
  const field = document.getElementById(button.dataset.ready)
  const texts = document.querySelector('template[data-ready-texts]')
  if (!field || !texts) continue
  button.addEventListener('click', event => {
    const chosen = button.form.elements.namedItem('ready').value
    const ready = [...texts.content.querySelectorAll('[data-id]')].find(({ dataset }) => dataset.id === chosen)
    if (!ready) return
    event.preventDefault()
    const typed = field.value.trimEnd()
    field.value = typed === '' ? ready.textContent : `${typed}\n\n${ready.textContent}`
    field.dispatchEvent(new window.Event('input', { bubbles: true }))
    field.focus()
  })
}
