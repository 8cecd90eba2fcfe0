// Adds one checkbox for all rows of this page to the bar of bulk actions. Without this file each row is ticked by itself.
const all = document.querySelector('[data-tick-all]')

if (all) {
  const ticks = [...document.querySelectorAll(`input[type="checkbox"][form="${all.form.id}"]`)]
  const tell = () => {
    const ticked = ticks.filter(tick => tick.checked).length
    all.checked = ticked === ticks.length
    all.indeterminate = ticked > 0 && !all.checked
  }
  all.closest('[hidden]').hidden = false
  all.addEventListener('change', () => {
    for (const tick of ticks) tick.checked = all.checked
  })
  document.addEventListener('change', ({ target }) => {
    if (ticks.includes(target)) tell()
  })
  // The browser restores ticks when going back.
  addEventListener('pageshow', tell)
}
