/** Names, helps and parameters of the algorithms of routing, in Simplified Chinese. */
export const algorithmsRouting: { readonly [english: string]: string } = {
  'Radix tree': '基数树 (Radix tree)',
  'Finds the most literal route in one walk, whatever the number and the order of the routes.':
    '一次遍历即可找到最具体的路由，与路由数量和顺序无关。',
  'First match': '首个匹配 (First match)',
  'Tries the routes one after the other; a general route hides the special ones behind it.':
    '依次尝试路由；宽泛的路由会挡住其后的具体路由。',
}
