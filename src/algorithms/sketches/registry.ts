/** Every sketch, and the choice of one as a parameter. */
import { variants } from '../../lib/schema'
import { bloomFilter } from './bloom-filter'
import { countMin } from './count-min'
import { ema } from './ema'
import { hdrHistogram } from './hdr-histogram'
import { merkleTree } from './merkle-tree'
import { timedEma } from './timed-ema'
import { wilsonLowerBound } from './wilson-lower-bound'

/** The members of the sketches family. */
export const sketches = [bloomFilter, countMin, merkleTree, hdrHistogram, wilsonLowerBound, ema, timedEma] as const

/** A sketch with its parameters. */
export const SKETCH = variants(sketches, 'bloom-filter', 'sketches')
