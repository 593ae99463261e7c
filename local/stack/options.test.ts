import { describe, expect, it } from 'vitest'
import { parseOptions } from './options.ts'

describe('the command line of npm run local', () => {
  it('has defaults: production build, no traffic, ports chosen by itself', () => {
    expect(parseOptions([])).toEqual({ help: false, dev: false, app: true, trafficPerMinute: null, appPort: null, apiPort: null })
  })

  it('reads every option', () => {
    expect(parseOptions(['--dev', '--traffic=30', '--port', '3000', '--api-port=54321'])).toEqual({
      help: false,
      dev: true,
      app: true,
      trafficPerMinute: 30,
      appPort: 3000,
      apiPort: 54_321,
    })
    expect(parseOptions(['--traffic']).trafficPerMinute).toBe(12)
  })

  it.each([
    [['--port', '99999'], /--port is "99999".*1 to 65535/],
    [['--port', 'abc'], /--port is "abc"/],
    [['--traffic=0'], /--traffic is "0".*1 to 600/],
    [['--api-port', '-1'], /--api-port/],
    [['--colour'], /--colour[\s\S]*npm run local --/],
    [['start'], /start[\s\S]*npm run local --/],
  ])('explains %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message)
  })
})
