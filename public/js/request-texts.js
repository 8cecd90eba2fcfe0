// Choosing a ready-made text puts it where the officer's own words go, unless there are some already.
for (const select of document.querySelectorAll('select[data-fills]')) {
  const field = document.getElementById(select.dataset.fills)
  const ready = [...select.options].map(option => option.dataset.text ?? '')
  select.addEventListener('change', () => {
    if (ready.includes(field.value.trim())) field.value = select.selectedOptions[0]?.dataset.text ?? ''
  })
}
