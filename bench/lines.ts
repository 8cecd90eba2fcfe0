export const line = (name: string, value: string, wish = '') =>
  console.log(`  ${name.padEnd(66)}${value.padStart(10)}   ${wish}`)

export const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`
