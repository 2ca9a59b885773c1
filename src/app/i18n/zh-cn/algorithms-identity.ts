/** Names, helps and parameters of the algorithms of identity, in Simplified Chinese. */
export const algorithmsIdentity: { readonly [english: string]: string } = {
  'Signed token': '签名令牌 (Signed token)',
  'Checked on the spot without a call; a revocation is not seen before expiry.':
    '就地校验，无需调用；吊销要到过期后才生效。',
  Lifetime: '有效期',
  'Time from issue to expiry; also how long a stolen token works.': '从签发到过期的时间，也是被盗令牌可用的时间。',
  Leeway: '时钟容差',
  'Allowance for clocks that differ.': '为时钟差异留出的余量。',
  'Deny list delay': '拒绝名单延迟',
  'Time until the services have heard of a revocation.': '各服务得知一次吊销所需的时间。',
  'no deny list': '无拒绝名单',
  'Opaque token, introspected': '不透明令牌，内省校验 (Opaque token, introspected)',
  'The issuer is asked about each token: revocations work at once, at the price of a call.':
    '每个令牌都询问签发者：吊销立即生效，代价是一次调用。',
  'Time from issue to expiry.': '从签发到过期的时间。',
  Cache: '缓存',
  'How long a good answer of the issuer is used again; 0 asks at every check.':
    '签发者的肯定应答可重复使用多久；0 表示每次校验都询问。',
  'Sliding session': '滑动会话 (Sliding session)',
  'Each use prolongs the session, up to an absolute end.': '每次使用都延长会话，直到绝对终点。',
  'Idle timeout': '空闲超时',
  'The session ends when it was not used for this long.': '这么久未使用，会话即结束。',
  'Absolute timeout': '绝对超时',
  'The session ends this long after login, however much it is used.': '登录后经过这么久会话即结束，不论使用多少。',
}
