/** SIMULATION: plays the real decide on a virtual clock, in memory and pure. */
export { compareExpected } from './compare-expected'
export { parseScenario } from './parse-scenario'
export { play, playScenario, rulebookFor } from './play-scenario'
export type { SimulationConfiguration } from './play-scenario'
export type { SimulatedContact, SimulatedCosts, SimulatedHold, SimulatedTask, SimulationResult } from './result'
export { ScenarioError } from './scenario'
export type { Expectation, Scenario, ScenarioClaim, ScenarioDebtor, ScenarioEvent } from './scenario'
export { simulate } from './simulate'
