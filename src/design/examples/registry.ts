/** The designs that the page and the documentation offer: the first one opens by itself, and every kind of block has one. */
import { BLOCKS } from '../../blocks/registry'
import autoscaler from './autoscaler.json'
import breakerToTheRescue from './breaker-to-the-rescue.json'
import checkout from './checkout.json'
import coldStart from './cold-start.json'
import openAndClosed from './open-and-closed.json'
import oversold from './oversold.json'
import poisonQueue from './poison-queue.json'
import retryStorm from './retry-storm.json'
import twoChoices from './two-choices.json'

/** A design to open. */
export interface Example {
  readonly id: string
  readonly name: string
  /** One sentence: what there is to see. */
  readonly summary: string
  /** The design as data, to be checked like any other. */
  readonly design: unknown
}

/** Whole architectures and lessons, the opening example first. */
const LESSONS: readonly Example[] = [
  lesson('checkout', checkout, 'A shop whose database slows down tenfold for 20 s in mid-run.'),
  lesson('retry-storm', retryStorm, 'A short slowdown becomes a lasting one, because callers give up and try again.'),
  lesson(
    'breaker-to-the-rescue',
    breakerToTheRescue,
    'The same slowdown with fewer, jittered retries and a circuit breaker: it ends when its cause does.',
  ),
  lesson('cold-start', coldStart, 'A cache is emptied in mid-run, and the database gets all of its traffic at once.'),
  lesson('oversold', oversold, 'A lease ends before its holder is done, and tickets are sold twice.'),
  lesson('open-and-closed', openAndClosed, 'The same pause seen by the public and by a fixed number of users.'),
  lesson('two-choices', twoChoices, 'Equal load over equal replicas: picking at random, and the better of two.'),
  lesson(
    'autoscaler',
    autoscaler,
    'Five times the load, most of it in vain until new replicas have started: an autoscaler is no answer to a rush.',
  ),
  lesson('poison-queue', poisonQueue, 'Work that outlasts the visibility timeout is delivered again.'),
]

/** Every example, the opening one first. */
export const EXAMPLES: readonly Example[] = [
  ...LESSONS,
  ...BLOCKS.map((block) => lesson(`block-${block.id}`, block.example, block.summary)),
]

/** The example that a first visit opens. */
export const FIRST_EXAMPLE = 'checkout'

/** The example with that id, or undefined. */
export function exampleOf(id: string): Example | undefined {
  return EXAMPLES.find((example) => example.id === id)
}

function lesson(id: string, design: unknown, summary: string): Example {
  return { id, name: (design as { name: string }).name, summary, design }
}
