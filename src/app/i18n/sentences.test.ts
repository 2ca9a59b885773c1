import { describe, expect, it } from 'vitest'
import { fillIn, sentenceIn } from './sentences'

const sentence = sentenceIn({
  Cache: '缓存',
  '{count} blocks': '{count} 个模块',
  'Move {name}': '移动 {name}',
  'Move {count} blocks': '移动 {count} 个模块',
  '{kind} needs a connection': '{kind}需要一条连接',
  '{path}: {problem}': '{path}：{problem}',
  'Must be at least {least}.': '不能小于 {least}。',
  'Unknown key.': '未知的键。',
  '{maybeHint}use one of {name}': '{maybeHint}请用 {name}',
  'did you mean "{name}"? ': '是否想写“{name}”？',
  'choose {names}': '请选择 {names}',
  'connect it to {list}': '请连到{list}',
  'a {kind}': '{kind}',
  'Mean of {kind} is {amount}': '{kind} 的均值 {amount}',
  '{amount} higher': '高 {amount}',
  '{problem}; {cure}': '{problem}；{cure}',
  'nothing fits': '不合适',
  'aim much higher': '调高',
  '{name} to {name2}': '{name} → {name2}',
  'Delete {said}': '删除 {said}',
  '{what} is over': '{what}已结束',
})

describe('sentence', () => {
  it('finds exact texts and leaves what it does not know', () => {
    expect(sentence('Cache')).toBe('缓存')
    expect(sentence('Something else')).toBe('Something else')
  })

  it('fills the template that says most, and counts with numbers only', () => {
    expect(sentence('Move 3 blocks')).toBe('移动 3 个模块')
    expect(sentence('Move many blocks')).toBe('移动 many blocks')
  })

  it('translates values that are texts, but never names', () => {
    expect(sentence('Cache needs a connection')).toBe('缓存需要一条连接')
    expect(sentence('Move Cache')).toBe('移动 Cache')
  })

  it('says names as they are and words for several in Chinese', () => {
    expect(sentence('Delete Cache')).toBe('删除 Cache')
    expect(sentence('Delete 3 blocks')).toBe('删除 3 个模块')
    expect(sentence('Delete Gateway to Orders')).toBe('删除 Gateway → Orders')
    expect(sentence('Something to do')).toBe('Something to do')
  })

  it('fills in what may be nothing', () => {
    expect(sentence('use one of a, b')).toBe('请用 a, b')
    expect(sentence('did you mean "a"? use one of a, b')).toBe('是否想写“a”？请用 a, b')
  })

  it('takes rows of names and of texts apart', () => {
    expect(sentence('choose Cache or b')).toBe('请选择 Cache 或 b')
    expect(sentence('connect it to a cache or a Cache')).toBe('请连到缓存或缓存')
  })

  it('leaves no space between Chinese characters, and one beside Latin ones', () => {
    expect(sentence('Mean of cache is 3 ms higher')).toBe('缓存的均值高 3 ms')
    expect(sentence('Mean of p99 is 3 ms higher')).toBe('p99 的均值高 3 ms')
    expect(fillIn('添加 {what} 等 {count} 项', { what: '计数器', count: 2 })).toBe('添加计数器等 2 项')
    expect(fillIn('添加 {what}', { what: 'Orders' })).toBe('添加 Orders')
  })

  it('prefers a template that leaves no words in English', () => {
    expect(sentence('nothing fits; aim much higher')).toBe('不合适；调高')
  })

  it('translates sentences within a template and in a row', () => {
    expect(sentence('blocks.a: Must be at least 3.')).toBe('blocks.a：不能小于 3。')
    expect(sentence('A is late. Cache is over')).toBe('A is late. 缓存已结束')
    expect(sentence('Unknown key. Must be at least 2.')).toBe('未知的键。不能小于 2。')
  })
})
