import { expect, it } from 'vitest'
import { BLOCKS } from '../../blocks/registry'
import { CONNECTION_MEASURES, measuresOfBlock, REQUEST_MEASURES } from '../../design/objectives'
import { CONDITIONS } from '../../simulation/protocol'
import { CAUSES } from '../../simulation/report'
import { BREAKER_STATES } from '../canvas/breaker'
import { CONDITION_WORDS } from '../canvas/face'
import { wordsOf } from '../inspector/measures'
import { CATALOGUE } from './zh-cn/catalogue'

const MEASURES = [...REQUEST_MEASURES, ...CONNECTION_MEASURES, ...BLOCKS.flatMap(measuresOfBlock)]

/** What is shown of an id: its words, or others in their place. */
it.each([
  ['conditions of blocks', [...CONDITIONS, ...Object.values(CONDITION_WORDS)]],
  ['causes of failure', CAUSES.map((cause) => cause.replaceAll('-', ' '))],
  ['states of breakers', BREAKER_STATES],
  ['outcomes of runs', ['completed', 'stuck', 'event budget', 'cancelled', 'ok']],
  ['measures', MEASURES.map(wordsOf)],
])('%s have words in Chinese', (_, words) => {
  expect([...new Set(words)].filter((word) => CATALOGUE.words[word] === undefined)).toEqual([])
})
