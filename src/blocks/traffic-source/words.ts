/** What people call a traffic source in diagrams, and the shapes they draw it in. Read where diagrams are imported. */
import type { DiagramWords } from '../block'

export const words: DiagramWords = {
  phrases:
    'users, user, clients, client, customers, customer, visitors, visitor, shoppers, shopper, browser, browsers, ' +
    'mobile app, web app, web client, frontend, front end, ui?, spa, website, internet, traffic, load generator, ' +
    'traffic generator, requests?, devices?, device?, sensors, people?, person?, buyers, readers?, players?, start?, 用户, ' +
    '客户端, 客户, 浏览器, 流量, 访客, 手机?, 设备?, 前端?',
  shapes: 'stadium circle',
}
