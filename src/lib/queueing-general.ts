/**
 * Queueing theory of one server beyond exponential service and first come first served, and moments of service times.
 *
 * Units: as in queueing-theory.ts: rates per unit of time, times in that unit, second moments in its square. λ is the arrival
 * rate, S the service time, ρ = λ·E[S]. The squared coefficient of variation is cv² = Var[S]/E[S]².
 * Range: λ ≥ 0, times ≥ 0, E[S²] ≥ E[S]². From ρ = 1 on means are infinite.
 * Randomness: none. Source: at each function.
 */
import { exp, log1p, pow } from './math'
import { normalQuantile } from './statistics'

/** A stream of jobs and the first two moments of their service. */
export interface JobClass {
  /** [1/time] */
  readonly lambda: number
  /** [time] E[S]. */
  readonly service: number
  /** [time²] E[S²]. */
  readonly secondMoment: number
}

/** Means of a single server. */
export interface ServerMeans {
  /** [0..1] share of the time that the server is busy. */
  readonly utilization: number
  readonly wait: number
  readonly response: number
  /** [jobs] */
  readonly inSystem: number
}

/**
 * M/G/1, first come first served: wait λ·E[S²]/(2(1 − ρ)).
 * Source: the formula of Pollaczek (1930) and Khinchine (1932); Kleinrock, Queueing Systems I, ch. 5.
 */
export function mg1({ lambda, service, secondMoment }: JobClass): ServerMeans {
  const rho = lambda * service
  const wait = rho < 1 ? (lambda * secondMoment) / (2 * (1 - rho)) : Infinity
  const inSystem = rho < 1 ? lambda * (wait + service) : Infinity
  return { utilization: Math.min(1, rho), wait, response: wait + service, inSystem }
}

/** M/D/1: {@link mg1} with E[S²] = E[S]²; the wait is half of that at M/M/1. */
export function md1(lambda: number, service: number): ServerMeans {
  return mg1({ lambda, service, secondMoment: service * service })
}

/**
 * G/G/1: mean wait of about ρ/(1 − ρ)·(ca² + cs²)/2·E[S], with the cv² of the gaps between arrivals and of service.
 *
 * Bound: exact with Poisson arrivals (ca² = 1), nearly so as ρ goes to 1, an approximation else.
 * Source: Kingman, The single server queue in heavy traffic (1961).
 */
export function kingmanWait(rho: number, service: number, arrivalCv2: number, serviceCv2: number): number {
  return rho < 1 ? (((rho / (1 - rho)) * (arrivalCv2 + serviceCv2)) / 2) * service : Infinity
}

/**
 * M/M/c: mean wait of about ρ^(√(2(c + 1)) − 1)/(c(1 − ρ))·E[S]. Bound: exact for c = 1;
 * for c = 2..10 within 8 % from ρ = 0.8 on, but twice the exact wait at ρ = 0.5 with c = 10.
 * Source: Sakasegawa, An approximation formula Lq ≃ αρ^β/(1 − ρ) (1977).
 */
export function sakasegawaWait(rho: number, service: number, servers: number): number {
  return rho < 1 ? (pow(rho, Math.sqrt(2 * (servers + 1)) - 1) / (servers * (1 - rho))) * service : Infinity
}

/**
 * Processor sharing, M/G/1: mean response x/(1 − ρ) of a job that needs x, whatever the distribution of the others.
 * Preemptive-resume last come first served has the same mean. Source: Kleinrock, Queueing Systems II (1976), ch. 4.
 */
export function sharedResponse(size: number, rho: number): number {
  return rho < 1 ? size / (1 - rho) : Infinity
}

/** M/M/1, first come first served: [time²] E[W²] = 2ρ/(μ − λ)²; W is 0 with chance 1 − ρ, else exponential. */
export function fcfsWaitSecondMoment(lambda: number, mu: number): number {
  return lambda < mu ? (2 * lambda) / mu / (mu - lambda) / (mu - lambda) : Infinity
}

/**
 * Last come first served without preemption: E[W²] is that of first come first served divided by 1 − ρ, the mean the same.
 * Source: Takács, Delay distributions for one line with Poisson input, general holding times, and various orders of service
 * (1963).
 */
export function lcfsWaitSecondMoment(lambda: number, mu: number): number {
  return lambda < mu ? fcfsWaitSecondMoment(lambda, mu) / (1 - lambda / mu) : Infinity
}

/**
 * M/G/1 with priorities that do not interrupt: mean wait of each class, the most urgent first.
 *
 * How: W(k) = R/((1 − σ(k−1))(1 − σ(k))), where R = Σ λE[S²]/2 over all classes and σ(k) is the load of the classes up to k.
 * Infinite from σ(k) = 1 on. Source: Cobham, Priority assignment in waiting line problems (1954).
 */
export function cobhamWaits(classes: readonly JobClass[]): number[] {
  const residual = classes.reduce((sum, { lambda, secondMoment }) => sum + (lambda * secondMoment) / 2, 0)
  let load = 0
  return classes.map(({ lambda, service }) => {
    const above = load
    load += lambda * service
    return load < 1 ? residual / ((1 - above) * (1 - load)) : Infinity
  })
}

/**
 * M/G/1 with priorities that interrupt and resume: mean response of each class, the most urgent first.
 *
 * How: T(k) = E[S]/(1 − σ(k−1)) + R(k)/((1 − σ(k−1))(1 − σ(k))); R(k) counts the classes up to k only, as the others do not
 * exist for them. Source: Kleinrock, Queueing Systems II, ch. 3.
 */
export function preemptiveResponses(classes: readonly JobClass[]): number[] {
  let load = 0
  let residual = 0
  return classes.map(({ lambda, service, secondMoment }) => {
    const above = load
    load += lambda * service
    residual += (lambda * secondMoment) / 2
    return load < 1 ? service / (1 - above) + residual / ((1 - above) * (1 - load)) : Infinity
  })
}

/** Moments and a percentile of a service time. */
export interface ServiceMoments {
  readonly mean: number
  readonly secondMoment: number
  /** Var[S]/E[S]²; infinite where the second moment is. */
  readonly cv2: number
  /** The time that a share p in [0, 1) of the jobs does not exceed. */
  readonly percentile: (p: number) => number
}

/**
 * Pareto, P(S > x) = (xm/x)^α from xm on: E[S] = αxm/(α − 1) for α > 1 and E[S²] = αxm²/(α − 2) for α > 2, infinite below.
 */
export function paretoMoments(alpha: number, smallest: number): ServiceMoments {
  const mean = alpha > 1 ? (alpha * smallest) / (alpha - 1) : Infinity
  const secondMoment = alpha > 2 ? (alpha * smallest * smallest) / (alpha - 2) : Infinity
  return {
    mean,
    secondMoment,
    cv2: alpha > 2 ? 1 / (alpha * (alpha - 2)) : Infinity,
    percentile: (p) => smallest * exp(-log1p(-p) / alpha),
  }
}

/** Those of the lognormal distribution, with the parameters of ln S. */
export interface LognormalMoments extends ServiceMoments {
  /** Mean of ln(S/mean). */
  readonly logMean: number
  /** Standard deviation of ln S. */
  readonly logDeviation: number
}

/** Lognormal of a given mean > 0 and coefficient of variation ≥ 0: σ² = ln(1 + cv²), and ln S has mean ln(mean) − σ²/2. */
export function lognormalMoments(mean: number, cv: number): LognormalMoments {
  const variance = log1p(cv * cv)
  const logDeviation = Math.sqrt(variance)
  return {
    mean,
    secondMoment: mean * mean * (1 + cv * cv),
    cv2: cv * cv,
    logMean: -variance / 2,
    logDeviation,
    percentile: (p) => mean * exp(logDeviation * normalQuantile(p) - variance / 2),
  }
}
