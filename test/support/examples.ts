/** fast-check with the same examples in every run, so that a red run is the change's own; `FC_SEED=N npm test` looks at others. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_122) })

export { fc }
