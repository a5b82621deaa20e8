/** Before all tests: opens the door behind which the run's own PostgreSQL waits; see postgres-server.ts. */
import { openServerDoor } from './postgres-server'

async function setUp(): Promise<void> {
  process.env.TIJDIG_TEST_SERVER = await openServerDoor()
}

export = setUp
