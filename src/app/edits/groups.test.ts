import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FORMAT } from '../../design/design'
import { groupsOf, ownersOf } from '../../design/group-tree'
import { distanceKm, GROUP_KINDS } from '../../design/groups'
import { parseDesign } from '../../design/schema'
import { anyDesign } from '../../design/testing/arbitrary'
import { setLanguage, startLanguage } from '../i18n/language'
import { isSound } from '../stores/sound'
import { clipOf, paste } from './clipboard'
import {
  addComment,
  addGroup,
  blocksOf,
  changeComment,
  changeGroupKind,
  homesFor,
  moveBy,
  outermost,
  putInto,
  removeWhole,
  renameGroup,
  setCollapsed,
  setDistance,
  ungroup,
} from './groups'
import { remove } from './remove'

function sample() {
  return parseDesign({
    format: FORMAT,
    blocks: ['a', 'b', 'c', 'd'].map((id, index) => ({ id, kind: 'service', position: { x: 200 * index, y: 0 } })),
    connections: [
      { id: 'a-b', from: 'a', to: 'b' },
      { id: 'b-c', from: 'b', to: 'c' },
    ],
    groups: [
      { id: 'eu', kind: 'region', members: ['zone', 'c'], params: { distancesKm: { us: 6000 } } },
      { id: 'zone', kind: 'zone', label: 'A', members: ['a', 'b'] },
      { id: 'us', kind: 'region', members: ['d'] },
    ],
    comments: [{ id: 'note', text: 'about b', position: { x: 5, y: 5 }, block: 'b' }],
    scenario: { faults: [{ type: 'crash', target: 'zone' }] },
  }).design
}

const members = (design: ReturnType<typeof sample>) =>
  Object.fromEntries(groupsOf(design).map(({ id, members: inside }) => [id, inside.join(' ')]))

describe('grouping', () => {
  it('puts a zone around blocks, or what fits where they are', () => {
    const { groups: _, ...bare } = sample()
    const first = addGroup({ ...bare, scenario: { ...bare.scenario, faults: [] } }, new Set(['a', 'b']))
    expect(groupsOf(first.design)).toMatchObject([{ id: 'zone', kind: 'zone', members: ['a', 'b'] }])
    const second = addGroup(first.design, new Set(['a']))
    expect(second.design.groups?.map(({ id, kind, members: inside }) => [id, kind, inside])).toEqual([
      ['zone', 'zone', ['b', 'tier']],
      ['tier', 'tier', ['a']],
    ])
    const third = addGroup(second.design, new Set(['zone', 'a', 'c']))
    expect(third.design.groups?.at(-1)).toMatchObject({ kind: 'region', members: ['zone', 'c'] })
    expect(addGroup(third.design, new Set()).id).toBe('')
  })

  it('takes blocks of several groups out of them, and drops those that become empty', () => {
    const { design } = addGroup(sample(), new Set(['a', 'b', 'd']))
    expect(members(design)).toEqual({ eu: 'c', 'zone-2': 'a b d' })
    expect(design.scenario.faults).toEqual([])
    expect(groupsOf(design)[0]?.params).toEqual({ distancesKm: {} })
  })

  it('is undone by taking the container away: its members go to the one around', () => {
    expect(members(ungroup(sample(), 'zone'))).toEqual({ eu: 'a b c', us: 'd' })
    expect(ungroup(sample(), 'nobody')).toEqual(sample())
  })
})

describe('joining and leaving', () => {
  it('moves a block from one group to another, or out of all', () => {
    expect(members(putInto(sample(), ['c'], 'zone'))).toEqual({ eu: 'zone', zone: 'a b c', us: 'd' })
    expect(members(putInto(sample(), ['a', 'c'], null))).toEqual({ eu: 'zone', zone: 'b', us: 'd' })
    expect(members(putInto(sample(), ['d'], 'eu'))).toEqual({ eu: 'zone c d', zone: 'a b' })
  })

  it('changes nothing where it may not be', () => {
    const design = sample()
    expect(putInto(design, ['us'], 'zone')).toBe(design)
    expect(putInto(design, ['eu'], 'zone')).toBe(design)
    expect(putInto(design, ['a'], 'zone')).toBe(design)
    expect(putInto(design, ['a'], 'nowhere')).toBe(design)
    expect(homesFor(design, 'a').map(({ id }) => id)).toEqual(['eu', 'zone', 'us'])
    expect(homesFor(design, 'zone').map(({ id }) => id)).toEqual(['eu', 'us'])
    expect(homesFor(design, 'us')).toEqual([])
  })
})

describe('removing', () => {
  it('a block leaves the group around it, a comment about it without a block', () => {
    const design = remove(sample(), new Set(['b']))
    expect(members(design)).toEqual({ eu: 'zone c', zone: 'a', us: 'd' })
    expect(design.comments).toEqual([{ id: 'note', text: 'about b', position: { x: 5, y: 5 } }])
  })

  it('a group with all that is in it takes faults and distances along', () => {
    const design = removeWhole(sample(), new Set(['zone']))
    expect(members(design)).toEqual({ eu: 'c', us: 'd' })
    expect(design.blocks.map(({ id }) => id)).toEqual(['c', 'd'])
    expect(design.scenario.faults).toEqual([])
    const [eu] = groupsOf(removeWhole(sample(), new Set(['us'])))
    expect(eu?.params).toEqual({ distancesKm: {} })
  })
})

describe('copies', () => {
  it('of a group have copies of its members in them, and go by names of their own', () => {
    const clip = clipOf(sample(), ['eu'])
    expect(clip?.blocks.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    const pasted = clip && paste(sample(), clip)
    expect(pasted?.marks).toEqual(['eu-2'])
    expect(pasted?.blocks).toEqual([])
    expect(pasted && members(pasted.design)).toMatchObject({ 'eu-2': 'zone-2 c-2', 'zone-2': 'a-2 b-2' })
    expect(groupsOf(pasted?.design ?? sample()).find(({ id }) => id === 'eu-2')?.params).toEqual({
      distancesKm: { us: 6000 },
    })
    expect(pasted && parseDesign(pasted.design).errors).toEqual([])
  })

  it('of comments are about the copies of their blocks, or about none', () => {
    const about = paste(sample(), clipOf(sample(), ['b', 'note']) ?? { blocks: [], connections: [] })
    expect(about.design.comments?.[1]).toMatchObject({ id: 'note-2', block: 'b-2', position: { x: 45, y: 45 } })
    const alone = paste(sample(), clipOf(sample(), ['note']) ?? { blocks: [], connections: [] })
    expect(alone.design.comments?.[1]).not.toHaveProperty('block')
  })
})

describe('changing', () => {
  it('moves blocks of groups once, with the comments about them', () => {
    const design = moveBy(sample(), ['eu', 'a'], { x: 10, y: -5 })
    expect(design.blocks.map(({ position }) => position?.x)).toEqual([10, 210, 410, 600])
    expect(design.comments?.[0]?.position).toEqual({ x: 15, y: 0 })
    expect(outermost(design, new Set(['eu', 'a', 'zone', 'd']))).toEqual(['eu', 'd'])
    expect([...blocksOf(design, ['zone', 'd'])].sort()).toEqual(['a', 'b', 'd'])
  })

  it('keeps one distance for each pair of regions', () => {
    const distance = (design: ReturnType<typeof sample>) => {
      const [eu, , us] = groupsOf(design)
      return eu && us && distanceKm(eu, us)
    }
    expect(distance(setDistance(sample(), 'us', 'eu', 250))).toBe(250)
    expect(parseDesign(setDistance(sample(), 'us', 'eu', 250)).errors).toEqual([])
    expect(distance(setDistance(sample(), 'us', 'eu', null))).toBeUndefined()
  })

  it('changes the kind where it fits', () => {
    expect(changeGroupKind(sample(), 'zone', 'tier').groups?.[1]).toMatchObject({
      kind: 'tier',
      params: { order: 1, closed: false },
    })
    expect(changeGroupKind(sample(), 'us', 'zone').groups?.[0]?.params).toEqual({ distancesKm: {} })
    const design = sample()
    expect(changeGroupKind(design, 'eu', 'zone')).toBe(design)
    expect(changeGroupKind(design, 'zone', 'region')).toBe(design)
  })

  it('names, collapses, and says', () => {
    expect(renameGroup(sample(), 'eu', ' Frankfurt ').groups?.[0]?.label).toBe('Frankfurt')
    expect(renameGroup(sample(), 'zone', '').groups?.[1]).not.toHaveProperty('label')
    const closed = setCollapsed(sample(), 'eu', true)
    expect(closed.groups?.[0]?.collapsed).toBe(true)
    expect(setCollapsed(closed, 'eu', false)).toEqual(sample())
    const added = addComment(sample(), ' new\nlines ', { x: 1.4, y: 2e9 }, 'a')
    expect(added.design.comments?.[1]).toEqual({
      id: added.id,
      text: 'new\nlines',
      position: { x: 1, y: 100_000 },
      block: 'a',
    })
    expect(addComment(sample(), '  ', { x: 0, y: 0 }).id).toBe('')
    expect(changeComment(sample(), 'note', { text: '' })).not.toHaveProperty('comments')
  })
})

describe('any change of any design', () => {
  it('leaves a design without errors', () => {
    const pick = fc.nat(30)
    fc.assert(
      fc.property(anyDesign, pick, pick, pick, fc.constantFrom(...GROUP_KINDS.variants), (design, a, b, c, kind) => {
        const all = [...design.blocks, ...groupsOf(design), ...(design.comments ?? [])].map(({ id }) => id)
        const at = (place: number): string => all[place % Math.max(1, all.length)] ?? 'none'
        const chosen = new Set([at(a), at(b)])
        const clip = clipOf(design, [...chosen])
        const changed = [
          addGroup(design, chosen).design,
          ungroup(design, at(a)),
          removeWhole(design, chosen),
          remove(design, chosen),
          putInto(design, [...chosen], at(c)),
          putInto(design, [...chosen], null),
          changeGroupKind(design, at(a), kind.id),
          moveBy(design, chosen, { x: 3, y: 4 }),
          clip ? paste(design, clip).design : design,
          addComment(design, 'x', { x: 0, y: 0 }).design,
        ]
        for (const next of changed) {
          expect(isSound(next)).toBe(true)
          expect(parseDesign(next).errors).toEqual([])
          const inner = groupsOf(next).flatMap((group) => group.members)
          expect(ownersOf(groupsOf(next)).size).toBe(inner.length)
        }
      }),
      { seed: 8, numRuns: 150 },
    )
  })
})

describe('the name of a new group', () => {
  afterEach(() => setLanguage('en'))

  it('is in the language of the page, as those of blocks are', async () => {
    vi.stubGlobal('navigator', { languages: ['zh-CN'] })
    await startLanguage()
    vi.unstubAllGlobals()
    const one = addGroup(sample(), new Set(['a']))
    const two = addGroup(one.design, new Set(['b']))
    const added = groupsOf(two.design).filter(({ id }) => [one.id, two.id].includes(id))
    expect(added.map(({ label }) => label)).toEqual(['层级', '层级 2'])
  })
})
