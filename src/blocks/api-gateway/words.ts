/** What people call a API gateway in diagrams, and the shapes they draw it in. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'api gateway, gateway, edge?, reverse proxy?, proxy?, nginx, kong, apigee, envoy, api management, router?, bff, ' +
    'waf, rate limiter, 网关, 代理?',
  shapes: '',
}
