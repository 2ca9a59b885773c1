/** What the reference page says about routing, in Simplified Chinese. */
export const referenceRouting: { readonly [english: string]: string } = {
  Routing: '路由 (Routing)',
  'Which handler does a request with this method and path go to?': '带此方法和路径的请求由哪个处理器处理？',
  'literal before parameter before rest, at each branching': '每个分叉处先字面量，再参数，最后剩余部分',
  'Literals may stand beside parameters; no redirects.': '字面量可以与参数并列；没有重定向。',
  'Literal texts share their common prefixes. At each branching a literal text is tried first, then a parameter, then a rest; if the more literal branch leads nowhere the walk comes back and tries the next. Which route was added first does not matter.':
    '字面文本共用其公共前缀。每个分叉处先试字面文本，再试参数，最后试剩余部分；更具体的分支走不通时退回试下一个。与路由添加的先后无关。',
  Conflicts: '冲突',
  'Two routes of the same shape for the same method, and two different parameter names at the same place.':
    '同一方法下形状相同的两条路由，以及同一位置上两个不同的参数名。',
  'A node is entered at most once per match, because what it stands for fits a path in only one way.':
    '一次匹配中每个节点最多进入一次，因为它所代表的内容只以一种方式与路径匹配。',
  'O(length of the path) without coming back, O(nodes) at worst; no allocation.':
    '不回退时 O(路径长度)，最坏 O(节点数)；不分配内存。',
  'the first route whose pattern and method fit': '首个模式和方法匹配的路由',
  'No middleware, no regular expressions.': '没有中间件，没有正则表达式。',
  'The first route whose pattern and method fit wins, however general it is. Later routes that it covers are never reached.':
    '模式和方法首个匹配的路由胜出，无论多宽泛。被它覆盖的后续路由永远不会到达。',
  'O(routes · length of the path); no allocation.': 'O(路由数 · 路径长度)；不分配内存。',
  'Which route takes a request': '哪条路由接收请求',
  'The table has, in this order: GET /, GET /users, POST /users, GET /users/:id, GET /users/me, GET /users/:id/orders, GET /static/*file, * /health. Type a path of your own; where the routers disagree, order matters to one and not to the other.':
    '路由表依次为：GET /、GET /users、POST /users、GET /users/:id、GET /users/me、GET /users/:id/orders、GET /static/*file、* /health。请输入自己的路径；两种路由器结果不同之处，顺序对其一有影响，对另一个没有。',
  Path: '路径',
  'A request for this path.': '请求此路径。',
  'Of the request.': '请求的方法。',
  GET: 'GET',
  POST: 'POST',
  DELETE: 'DELETE',
}
