/** Paths against a table of routes. */
import { routers } from '../../../algorithms/routing/registry'
import {
  createRouteParams,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
  paramValue,
  type Route,
  type Router,
  type RouterMember,
} from '../../../algorithms/routing/routing'
import { choice, field, text } from '../../../lib/schema'
import type { Cell } from '../chart'
import { type Chosen, figure } from './figure'

const METHODS = ['GET', 'POST', 'DELETE'] as const

const inputs = {
  path: field(1, 'Path', 'A request for this path.', text('/users/42/orders', 80)),
  method: field(
    2,
    'Method',
    'Of the request.',
    choice(
      METHODS.map((id, index) => ({ id, number: index + 1, label: id })),
      'GET',
    ),
  ),
} as const

const PATTERNS: readonly (readonly [method: string, pattern: string])[] = [
  ['GET', '/'],
  ['GET', '/users'],
  ['POST', '/users'],
  ['GET', '/users/:id'],
  ['GET', '/users/me'],
  ['GET', '/users/:id/orders'],
  ['GET', '/static/*file'],
  ['*', '/health'],
]

const ROUTES: readonly Route[] = PATTERNS.map(([method, pattern], target) => ({ method, pattern, target }))
const SAMPLES = ['/', '/users/me', '/users/7', '/users/7/orders', '/static/css/page.css', '/health', '/nowhere']

export const routing = figure({
  id: 'routes',
  family: 'routing',
  title: 'Which route takes a request',
  caption: `The table has, in this order: ${PATTERNS.map(([method, pattern]) => `${method} ${pattern}`).join(', ')}. Type a path of your own; where the routers disagree, order matters to one and not to the other.`,
  inputs,
  members: routers,
  isFixed: true,
  run({ values, chosen }) {
    const paths = [values.path, ...SAMPLES.filter((path) => path !== values.path)]
    const built = chosen.map((one) => ({ one, router: routerOf(one) }))
    return [
      {
        kind: 'table',
        columns: [`${values.method} …`, ...built.map(({ one }) => one.member.label)],
        rows: paths.map((path) => {
          const answers = built.map(({ router }) => answerOf(router, values.method, path))
          const differs = new Set(answers).size > 1
          return {
            cells: [path, ...answers.map((answer): Cell => (differs ? { text: answer, tone: 'slow' } : answer))],
          }
        }),
      },
    ]
  },
})

function routerOf({ member }: Chosen): Router {
  return (member as RouterMember).create({}, ROUTES)
}

function answerOf(router: Router, method: string, path: string): string {
  const params = createRouteParams()
  const target = router.match(method, path, params)
  if (target === NOT_FOUND) return 'not found'
  if (target === METHOD_NOT_ALLOWED) return `method not allowed (${router.allowedMethods(path).join(', ')})`
  const values = params.names.slice(0, params.count).map((name) => `${name} = ${paramValue(params, path, name) ?? ''}`)
  return [ROUTES[target]?.pattern ?? '', ...values].join(', ')
}
