import { monitorEventLoopDelay } from 'node:perf_hooks'

/**
 * Preloaded into a program started with `fork`. Measures the delay of its event loop from the message `begin` on, and
 * answers `end` with milliseconds.
 */
const delay = monitorEventLoopDelay({ resolution: 1 })

process.on('message', asked => {
  if (asked === 'begin') {
    delay.reset()
    delay.enable()
    return
  }
  delay.disable()
  process.send?.({ p99Ms: delay.percentile(99) / 1e6, mostMs: delay.max / 1e6 })
})
// The channel must not keep the program from ending.
process.channel?.unref()
