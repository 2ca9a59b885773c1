/** What the reference page says about identity, in Simplified Chinese. */
export const referenceIdentity: { readonly [english: string]: string } = {
  Identity: '身份 (Identity)',
  'Is a token still good, and who must be asked about it?': '令牌是否仍有效，又该询问谁？',
  'valid ⇔ now < issued + lifetime + leeway': '有效 ⇔ now < issued + lifetime + leeway',
  'Valid ⇔ now < issued + lifetime + leeway. With a deny list the service learns of a revocation denyListMs after it.':
    '有效 ⇔ now < issued + lifetime + leeway。有拒绝名单时，服务在吊销后 denyListMs 得知。',
  'A revoked token is accepted for at most lifetime + leeway after issue, and at most denyListMs after revocation.':
    '被吊销的令牌最迟在签发后 lifetime + leeway 内、且在吊销后 denyListMs 内仍被接受。',
  'LifetimeMs, leewayMs, denyListMs [ms]. Time: exactly at the end it is expired; a clock that goes back makes a token valid again. Cost: O(1). Randomness: none. Throws: ParamError from the constructor only.':
    'lifetimeMs、leewayMs、denyListMs [ms]。时间：恰在终点时已过期；时钟倒退会使令牌重新有效。代价：O(1)。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'ask the issuer unless a good answer is younger than the cache time': '询问签发者，除非有比缓存时间更新的肯定应答',
  'expiry is seen in the cache too': '缓存中也能看到过期',
  'The issuer knows expiry and revocation at once. A good answer may be used again for cacheMs.':
    '签发者立即得知过期与吊销。肯定的应答可在 cacheMs 内重复使用。',
  'A revoked token is accepted for at most cacheMs after revocation; with cacheMs 0 never, at one call per check.':
    '被吊销的令牌在吊销后最多 cacheMs 内仍被接受；cacheMs 为 0 时从不，代价是每次校验一次调用。',
  'LifetimeMs, cacheMs [ms]. Time: an answer cached at t serves until t + cacheMs, exactly then not any more.':
    'lifetimeMs、cacheMs [ms]。时间：在 t 缓存的应答可用到 t + cacheMs，恰在此时已不可用。',
  'O(1). Randomness: none. Throws: ParamError from the constructor only.':
    'O(1)。随机性：无。抛出：仅构造函数抛出 ParamError。',
  'valid ⇔ now − lastUse < idle and now − login < absolute': '有效 ⇔ now − lastUse < idle 且 now − login < absolute',
  'Valid ⇔ now − last use < idle and now − issue < absolute. A check that finds it valid is a use. Checked at the issuer, so a revocation is seen at once.':
    '有效 ⇔ now − 上次使用 < idle 且 now − 签发 < absolute。判定有效的校验算一次使用。在签发者处校验，因此立即看到吊销。',
  'No session outlives the absolute time, however it is used; none outlives idle without use.':
    '无论如何使用，会话都不会超过绝对时间；不使用则不会超过 idle。',
  'IdleMs, absoluteMs [ms]. Time: exactly at either end it is expired; an expired session does not come back by use.':
    'idleMs、absoluteMs [ms]。时间：恰在任一终点时已过期；过期的会话不会因使用而恢复。',
  'A token that is revoked': '被吊销的令牌',
  'A signed token needs nobody to check it, and nobody can take it back before it ends. One that is looked up can be taken back at once, at the price of a call for each request.':
    '签名令牌无需任何人校验，也就无法在到期前收回。需要查询的令牌可以立即收回，代价是每个请求一次调用。',
  'A request every': '请求间隔',
  'On average, while the caller is busy.': '调用方忙碌时的平均值。',
  'Revoked after': '吊销时刻',
  'When the right to it is withdrawn.': '何时收回其权利。',
  'Idle for': '空闲时长',
  'From the 5th minute on the caller does nothing for so long.': '从第 5 分钟起，调用方这么久什么也不做。',
  'Of a token, where it has one.': '令牌的有效期（如有）。',
}
