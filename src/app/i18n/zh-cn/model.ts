/** Chinese texts of blocks, designs, simulation and experiments, one entry per file. */
import { blocksCoordination } from './blocks-coordination'
import { blocksData } from './blocks-data'
import { blocksEdge } from './blocks-edge'
import { blocksReplicated } from './blocks-replicated'
import { blocksService } from './blocks-service'
import { blocksStreams } from './blocks-streams'
import { connections } from './connections'
import { design } from './design'
import { distributions } from './distributions'
import { errors } from './errors'
import { examples } from './examples'
import { findings } from './findings'
import { groups } from './groups'
import { measures } from './measures'
import { mermaid } from './mermaid'
import { scenario } from './scenario'
import { studies } from './studies'
import { studiesPolicies } from './studies-policies'

export const MODEL_AREAS: readonly (readonly [area: string, words: { readonly [english: string]: string }])[] = [
  ['blocks-coordination', blocksCoordination],
  ['blocks-data', blocksData],
  ['blocks-edge', blocksEdge],
  ['blocks-replicated', blocksReplicated],
  ['blocks-service', blocksService],
  ['blocks-streams', blocksStreams],
  ['connections', connections],
  ['distributions', distributions],
  ['scenario', scenario],
  ['groups', groups],
  ['examples', examples],
  ['studies', studies],
  ['studies-policies', studiesPolicies],
  ['measures', measures],
  ['findings', findings],
  ['errors', errors],
  ['design', design],
  ['mermaid', mermaid],
]
