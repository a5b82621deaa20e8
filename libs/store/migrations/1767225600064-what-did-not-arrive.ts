/** What a carrier refused or could not deliver today is counted by the index of what did not leave. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

const unsent = (states: string): string => `
  drop index contact_attempt_unsent;
  create index contact_attempt_unsent on contact_attempt (creditor_id, ended_at) where state in (${states})`

export class WhatDidNotArrive1767225600064 implements MigrationInterface {
  readonly name = 'WhatDidNotArrive1767225600064'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(unsent(`'suppressed', 'expired', 'refused', 'failed'`))
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(unsent(`'suppressed', 'expired'`))
  }
}
