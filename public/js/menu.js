// Closes an open menu on Escape and on a click elsewhere.
const openMenu = () => document.querySelector('[data-menu][open]')

document.addEventListener('keydown', event => {
  const menu = openMenu()
  if (event.key !== 'Escape' || !menu) return
  menu.open = false
  menu.querySelector('summary').focus()
})

document.addEventListener('click', event => {
  const menu = openMenu()
  if (menu && !menu.contains(event.target)) menu.open = false
})
