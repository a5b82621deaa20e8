/** After all tests: stops the run's own PostgreSQL and removes its folder. */
import { closeServerDoor } from './postgres-server'

export = closeServerDoor
