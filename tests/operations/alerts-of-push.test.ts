import { describe, expect, it } from 'vitest'
import { everySeconds, hasPromtool, judged, type Series } from '../support/processes/prometheus.ts'

/**
 * Results of messages to one service: the minutes at which each result was counted, and how long devices waited for a retry.
 */
type Story = {
  service?: string
  sent?: readonly number[]
  postponed?: readonly number[]
  given_up?: readonly number[]
  gone?: readonly number[]
  /** From which minute to which minute how many devices have a refused message. */
  retrying?: readonly (readonly [from: number, to: number, devices: number])[]
}

const perMinute = 60 / everySeconds
const times = (count: number, minutes: readonly number[]) =>
  minutes.flatMap(minute => Array<number>(count).fill(minute))
/** An event is seen by the scrape in the minute after it; the first scrape precedes all events. */
const begins = 1

function seriesOf(minutes: number, { service = 'google', retrying = [], ...counted }: Story): Series[] {
  const scrapes = Array.from({ length: minutes * perMinute + 1 }, (_, i) => i / perMinute - begins)
  const instance = 'job="startup-street",instance="worker"'
  const counters = (['sent', 'postponed', 'given_up', 'refused', 'gone', 'ended'] as const).map(result => {
    const at = result === 'refused' || result === 'ended' ? [] : (counted[result] ?? [])
    const values = scrapes.map(now => at.filter(minute => minute < now).length).join(' ')
    return { series: `push_messages_total{${instance},service="${service}",result="${result}"}`, values }
  })
  const waiting = scrapes.map(now =>
    retrying.reduce((sum, [from, to, devices]) => sum + (from < now && now <= to ? devices : 0), 0),
  )
  return [...counters, { series: `push_retrying{${instance},service="${service}"}`, values: waiting.join(' ') }]
}

/**
 * Returns the names of the alerts that are firing at each of these minutes, evaluated once a minute: an alert that is due
 * fires at the next evaluation but one.
 */
function raised(story: Story, minutes: readonly number[]): string[][] {
  const up = {
    series: 'up{job="startup-street",instance="worker"}',
    values: `1x${(last(minutes) + begins) * perMinute}`,
  }
  const parked = { ...up, series: up.series.replace('up{', 'outbox_parked{'), values: up.values.replace('1x', '0x') }
  const series = [up, parked, ...seriesOf(last(minutes) + begins, story)]
  return judged(
    series,
    minutes.map(minute => (minute + begins) * 60),
    60,
  )
}
const last = (minutes: readonly number[]) => Math.max(...minutes)
const each = (from: number, to: number, step: number) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)

/** Minutes at which a device that is always refused is retried: after 1, 2, 4 … minutes. */
const tries = [0, 1, 3, 7, 15, 31] as const
const seventh = 63

describe.runIf(hasPromtool())('PushRefused', () => {
  const throughout = (minutes: readonly number[]) => minutes.map(() => ['PushRefused'])

  it('keeps firing while a service does not answer for two hours, although it is tried only every 15 minutes', () => {
    const asked = [0, 1, 3, 7, 15, ...each(30, 120, 15)]
    const minutes = each(4, 120, 4)
    expect(raised({ postponed: asked, retrying: [[0, 120, 1]] }, minutes)).toEqual(throughout(minutes))
  })

  it('fires from the second minute until three messages answered with 403 are given up', () => {
    const story = { postponed: times(3, tries), given_up: times(3, [seventh]), retrying: [[0, seventh, 3]] } as const
    const minutes = each(2, 72, 2)
    expect(raised(story, minutes)).toEqual(throughout(minutes))
    expect(raised(story, [75, 120])).toEqual([[], []])
  })

  it('keeps firing on a busy site after the last delivered messages are ten minutes old', () => {
    const story = { sent: times(20, each(-1, -0.5, 0.5)), postponed: [0, 1, 3, 7, 15, ...each(30, 120, 15)] }
    const minutes = each(12, 120, 4)
    expect(raised({ ...story, retrying: [[0, 120, 1]] }, minutes)).toEqual(throughout(minutes))
  })

  it('fires when the only device of a service that was refused before is refused again', () => {
    expect(raised({ postponed: [0], retrying: [[0, 15, 1]] }, [4, 8, 14])).toEqual([
      [],
      ['PushRefused'],
      ['PushRefused'],
    ])
  })

  it('stops when messages are delivered again, although one message still waits for its half-hourly retry', () => {
    const story = { postponed: [0, 1, 3, 7, 15, 30, 31], sent: times(4, [45]), retrying: [[0, 63, 1]] } as const
    const minutes = each(47, 63, 2)
    expect(raised({ ...story, sent: [...story.sent, 63] }, [44, ...minutes])).toEqual([
      ['PushRefused'],
      ...minutes.map(() => []),
    ])
  })

  it('does not fire when a message is refused once and delivered a minute later', () => {
    const minutes = each(1, 20, 2)
    expect(raised({ postponed: [0], sent: [1], retrying: [[0, 1, 1]] }, minutes)).toEqual(minutes.map(() => []))
  })
})

describe.runIf(hasPromtool())('PushDevicesGone', () => {
  it('fires on a site with three devices at any time of day', () => {
    expect(raised({ gone: [0, 70, 140] }, [130, 143])).toEqual([[], ['PushDevicesGone']])
  })

  it('does not fire when as many devices received a message', () => {
    const usual = { gone: times(3, [0, 70]), sent: each(0, 60, 20) }
    expect(raised(usual, [71, 140])).toEqual([[], []])
  })

  it('does not fire for one account that registers invented addresses while other devices receive messages', () => {
    expect(raised({ gone: times(20, [60]), sent: each(0, 50, 5) }, [61, 70])).toEqual([[], []])
  })

  it('fires within an hour on a large site, regardless of the deliveries of the morning', () => {
    const lost = { sent: times(40, each(0, 20, 10)), gone: times(10, each(90, 110, 10)) }
    expect(raised(lost, [89, 113])).toEqual([[], ['PushDevicesGone']])
  })
})
