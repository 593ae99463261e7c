import { parseZone } from '@/lib/clock/zone-cookie'

const usual = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'UTC']

/** A zone as people say it: Chicago, New York, UTC. */
export function zoneWords(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** Zones to choose from: the reader's own first, the chosen one always among them. */
export function zoneOptions(own: string, chosen: string): { value: string; label: string }[] {
  return [...new Set([own, ...usual, chosen])].map((value) => ({ value, label: value === own ? `${zoneWords(value)}, yours` : zoneWords(value) }))
}

/** Whether there is such a zone; one from an address may be anything. */
export function isZone(zone: string): boolean {
  return zone === 'UTC' || parseZone(zone) !== 'UTC'
}
