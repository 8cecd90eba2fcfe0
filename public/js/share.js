// Buttons that copy an address or print the page. Without this file they stay hidden: the address can be selected, and
// browsers can print.
for (const button of document.querySelectorAll('[data-copy]')) {
  const input = button.parentElement.querySelector('input')
  const output = button.nextElementSibling
  if (!navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    input.select()
    await navigator.clipboard.writeText(input.value)
    output.textContent = button.dataset.copy
  })
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
