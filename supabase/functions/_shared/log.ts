export type LogLevel = 'info' | 'warn' | 'error'

/** Ids and codes only: no numbers, names, payloads or keys. */
export type LogFields = Record<string, string | number | boolean | null | undefined>

export type Logger = (level: LogLevel, event: string, fields?: LogFields) => void

const number = /\+?\d[\d\s().-]{8,}\d/g

/** One JSON line per event; anything that looks like a phone number is masked. */
export function createLogger(base: LogFields = {}): Logger {
  return (level, event, fields = {}) => {
    const line = JSON.stringify({ level, event, at: new Date().toISOString(), ...base, ...fields }, (key, value: unknown) =>
      typeof value === 'string' && key !== 'at' && !key.endsWith('_id') ? value.replace(number, '[number]') : value,
    )
    if (level === 'error') console.error(line)
    else console.log(line)
  }
}
