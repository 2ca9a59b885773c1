/** What people call a load balancer in diagrams, and the shapes they draw it in. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'load balancer, lb, balancer, elb, alb, nlb, haproxy, traffic manager, ingress?, round robin?, 负载均衡, 均衡器',
  shapes: 'hexagon',
}
