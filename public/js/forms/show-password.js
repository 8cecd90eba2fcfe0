// Lets people see what they type into a password field. Without this file the button stays hidden.
for (const button of document.querySelectorAll('[data-show-password]')) {
  const input = document.getElementById(button.dataset.showPassword)

  const show = shown => {
    input.type = shown ? 'text' : 'password'
    button.textContent = shown ? button.dataset.hide : button.dataset.show
    button.setAttribute('aria-label', shown ? button.dataset.hideLabel : button.dataset.showLabel)
  }
  show(false)
  button.hidden = false
  button.addEventListener('click', () => {
    show(input.type === 'password')
    input.focus()
  })
  // A browser offers to save only what is in a password field.
  input.form?.addEventListener('submit', () => show(false))
}
