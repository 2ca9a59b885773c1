/** Groups and comments of a design in Simplified Chinese. */
export const groups: { readonly [english: string]: string } = {
  Region: '地域',
  'A place far from others: calls to another region take longer by the distance.':
    '与其他地域相距较远的一处：跨地域调用按距离增加延迟。',
  Distances: '距离',
  'How far it is to other regions. Each 100 km add 0.5 ms in each direction to calls between them.':
    '到其他地域的距离。每 100 km 使两地间的调用在每个方向增加 0.5 ms。',
  Zone: '可用区',
  'A part that fails as a whole: a fault aimed at it hits all its blocks together.':
    '作为整体失效的部分：针对它的故障同时影响其中所有组件。',
  Tier: '层级',
  'A layer of the architecture, in an order from those that call to those that are called.':
    '架构中的一层，按从调用方到被调方的次序排列。',
  Order: '次序',
  'Its place among the tiers: lower ones call higher ones.': '在各层级中的位置：数值小的调用数值大的。',
  'Calls from it may go to the next tier only; others are reported as a warning.':
    '其调用只能到达下一层级；否则给出警告。',

  '{name} is not a kind of group': '{name} 不是组的类型',
  '{maybeHint}name a block or a group of the design': '{maybeHint}请填写设计中的组件或组',
  'there is no block or group {name}': '没有组件或组 {name}',
  '"{name}" is in "{nameOther}" already': '“{name}”已在“{nameOther}”中',
  'list it once': '只列出一次',
  'take it out, or change the kind of one of them': '将其移出，或更改其中一个的类型',
  'the group is empty': '该组为空',
  'name what is in it, or remove it': '填写其成员，或删除该组',
  'there is no other region {name}': '没有其他地域 {name}',
  '"{name}" says that it is {count} km from "{nameOther}", not {countOther}':
    '“{name}”已声明与“{nameOther}”相距 {count} km，而不是 {countOther}',
  'give the distance once': '距离只声明一次',
  '"{name}" is a region, which is in no other group': '“{name}”是地域，不能放入其他组',
  '"{name}" in "{nameOther}" would put a {kind} into a {kindOther}':
    '把“{name}”放入“{nameOther}”会使{kind}嵌套在{kindOther}中',
  region: '地域',
  zone: '可用区',
  tier: '层级',
  'the comment says nothing': '注释内容为空',
  'write something, or remove it': '填写内容，或删除该注释',
  '{maybeHint}name a block, or leave it out': '{maybeHint}请填写一个组件，或将其省略',
  '"{name}" in the closed tier "{nameTier}" calls "{nameTo}", which is {where}':
    '封闭层级“{nameTier}”中的“{name}”调用了“{nameTo}”，后者{where}',
  'in the tier "{name}"': '位于层级“{name}”',
  'in no tier': '不在任何层级中',
  'take it out, or open the tier': '请将其移出，或不再封闭该层级',
  'call through {names}, or open the tier': '请经由 {names} 调用，或不再封闭该层级',
  'there are calls between "{name}" and "{nameOther}", and no distance':
    '“{name}”与“{nameOther}”之间有调用，但未设置距离',
  'write how far apart they are: { "{name}": 1000 }': '请写明两者的距离：{ "{name}": 1000 }',
  '"{name}" says how far it is from "{nameOther}"': '与“{nameOther}”的距离由“{name}”给出',
  'name another region of the design': '请填写设计中的其他地域',
  'set groups.{name}.params.distancesKm.{nameOther}': '请设置 groups.{name}.params.distancesKm.{nameOther}',
}
