/** THE LIFE: how a process of ours starts, logs, says how it is, and stops. */
export { openLog } from './open-log'
export { watchDescriptors } from './descriptors'
export { runProcess, type Life } from './run-process'
export { keepHeapSmall } from './small-heap'
export { listening } from './listening'
export { openMetrics, type Figure, type Metrics } from './metrics'
export { watchRequests } from './unfinished-requests'
export { openHealthDoor, readinessOf, type HealthDoor, type Readiness } from './health-door'
