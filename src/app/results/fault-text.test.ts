import { afterEach, describe, expect, it, vi } from 'vitest'
import { emptyDesign } from '../../design/empty'
import { addBlock, addConnection } from '../edits/add'
import { addGroup } from '../edits/groups'
import { setLanguage, startLanguage } from '../i18n/language'
import { newFault, targetsOf } from './fault-edits'
import { targetHeading, targetName } from './fault-text'

const source = addBlock(emptyDesign(), 'traffic-source', { x: 0, y: 0 }).design
const service = addBlock(source, 'service', { x: 300, y: 0 }).design
const wired = addConnection(service, 'traffic-source', 'service').design
const zoned = addGroup(wired, new Set(['service'])).design
const DESIGN = addGroup(zoned, new Set(['zone']), ['region']).design

function choices(): string[] {
  return targetsOf(DESIGN).map(({ id }) => `${targetHeading(DESIGN, id)}: ${targetName(DESIGN, id)}`)
}

describe('a fault to begin with', () => {
  it('hits what is selected, where that can fail, otherwise what can fail first', () => {
    const targetOf = (wish?: string) => newFault(DESIGN, 0, wish)?.target
    expect(targetOf()).toBe('service')
    expect(['region', 'to-service', 'nothing'].map(targetOf)).toEqual(['region', 'to-service', 'service'])
  })
})

describe('what a fault can be aimed at', () => {
  afterEach(() => setLanguage('en'))

  it('stands under the kind of thing that it is', () => {
    expect(choices()).toEqual([
      'Blocks: Traffic source',
      'Blocks: Service',
      'Connections: Traffic source → Service',
      'Zones: Zone',
      'Regions: Region',
    ])
  })

  it('does so in Chinese', async () => {
    vi.stubGlobal('navigator', { languages: ['zh-CN'] })
    await startLanguage()
    vi.unstubAllGlobals()
    expect(choices().map((choice) => choice.split(': ')[0])).toEqual(['组件', '组件', '连线', '可用区', '地域'])
  })
})
