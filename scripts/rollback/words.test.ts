import { expect, it } from 'vitest'
import { byHandWords, handoverWords, liveWords, scanWords, untoldWords, waitingWords } from './words.ts'

it.each([
  [liveWords(0), '0 numbers stay live and keep answering; nothing was given back.'],
  [liveWords(1), '1 number stays live and keeps answering; nothing was given back.'],
  [liveWords(53_229), '53,229 numbers stay live and keep answering; nothing was given back.'],
  [waitingWords(1), '1 paying customer waits without a number'],
  [waitingWords(2), '2 paying customers wait without a number'],
  [byHandWords(1), 'The old system must look after this one by hand'],
  [byHandWords(2), 'The old system must look after these 2 by hand'],
  [scanWords(1, 1), '1 customer changed meanwhile, 1 run was started; the rest follows at the pace of the rollout.'],
  [scanWords(3, 0), '3 customers changed meanwhile, 0 runs were started; the rest follows at the pace of the rollout.'],
])('one is told as one, several as several: %s', (said, expected) => expect(said).toBe(expected))

it('tells one and several who left the queue without anybody being told', () => {
  expect(untoldWords(1)).toMatch(/^1 paying customer left the queue/)
  expect(untoldWords(2)).toMatch(/^2 paying customers left the queue/)
})

it('says of everybody who waited where they went, one or several', () => {
  expect(handoverWords({ waited: 4, taken: 1, untold: 1, waiting: 1 })).toBe(
    '4 waited; the old system took 1; nobody was told of 1, since no old system is configured; 1 has a number by now or wants none; 1 waits still.')
  expect(handoverWords({ waited: 6, taken: 2, untold: 0, waiting: 2 })).toBe('6 waited; the old system took 2; 2 have a number by now or want none; 2 wait still.')
})
