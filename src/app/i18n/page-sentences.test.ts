import { expect, it } from 'vitest'
import { CATALOGUE } from './zh-cn/catalogue'

/** Labels of undo, messages and announcements, as the page puts them together in English. */
const SAID: readonly (readonly [english: string, chinese: string])[] = [
  ['Add traffic source', '添加流量源'],
  ['Add API gateway', '添加 API 网关'],
  ['Add cache before Orders', '在 Orders 之前添加缓存'],
  ['Placed cache, connected with Orders', '已放置缓存，并与 Orders 相连'],
  ['Move Orders', '移动 Orders'],
  ['Move 3 blocks', '移动 3 个组件'],
  ['Deleted Gateway to Orders', '已删除 Gateway → Orders'],
  ['Orders: workers per replica', 'Orders：每副本工作线程数'],
  ['3 blocks: timeout', '3 个组件：超时'],
  ['Orders: Reset timeout', 'Orders：重置超时'],
  ['Undone: Move Orders', '已撤销：移动 Orders'],
  ['Set warm-up', '设置预热'],
  ['Replace Orders with cache; 2 connections removed', '将 Orders 替换为缓存；删除了 2 条连线'],
  ['Opened Checkout', '已打开 Checkout'],
  ['Open Cache', '打开 Cache'],
  ['shop.json was opened with 2 problems mended', '已打开 shop.json，修复了 2 个问题'],
  ['Orders: saturated', 'Orders：饱和'],
  ['Go to the block on the left', '转到左侧的组件'],
  ['Move selected far up', '所选内容向上大步移动'],
  ['The simulation was closed. The run starts again.', '模拟器已关闭。运行重新开始。'],
  [
    'The simulation is stuck: no sign of life for 2 seconds. The design is kept: run it again, or change it first.',
    '模拟器停滞：2 秒没有响应。设计已保留：可再次运行，或先修改。',
  ],
]

it.each(SAID)('%s', (english, chinese) => {
  expect(CATALOGUE.sentence(english)).toBe(chinese)
})
