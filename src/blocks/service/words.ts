/** What people call a service in diagrams, and the shapes they draw it in. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'service, services, svc, server, servers, api, backend, worker, workers, microservice, function?, lambda, ' +
    'handler, processor, application, module?, job?, consumer, consumers, mailer, engine?, manager?, controller?, 服务, ' +
    '应用, 后端?, 微服务, 消费者, 工作者, 处理?',
  shapes: 'rectangle rounded',
}
