/** What people call a message queue in diagrams, and the shapes they draw it in. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'message queue, queue, queues, mq, rabbitmq, sqs, sns, pub sub, pubsub, broker, message broker, nats, activemq, ' +
    'service bus?, bus?, inbox?, outbox?, 消息队列, 队列, 消息?, 总线?',
  shapes: 'subroutine asymmetric',
}
