// Filters the settings while somebody types and keeps typed values. Without this file the search loads the page again.
const search = document.querySelector('[data-settings-search]')
const plain = text => text.normalize('NFKC').toLowerCase()

function show() {
  const words = plain(search.elements.q.value).split(/\s+/).filter(Boolean)
  const changedOnly = search.elements.changed.checked
  for (const group of document.querySelectorAll('[data-settings-group]')) {
    const title = group.querySelector('legend').textContent
    let found = false
    for (const setting of group.querySelectorAll('[data-setting]')) {
      const text = plain(`${title} ${setting.textContent}`)
      const fits = words.every(word => text.includes(word)) && (!changedOnly || setting.matches('.setting--changed'))
      setting.hidden = !fits
      found ||= fits
    }
    group.hidden = !found
    document.querySelector(`a[href="#${group.id}"]`).parentElement.hidden = !found
  }
}

// A page that the server has already filtered does not contain all settings.
if (search && !new URLSearchParams(location.search).toString()) {
  search.addEventListener('input', show)
  search.addEventListener('submit', event => {
    event.preventDefault()
    show()
  })
}
