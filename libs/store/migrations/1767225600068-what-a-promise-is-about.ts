/** A promise says which claims it is about; of those of before that is unknown. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class WhatAPromiseIsAbout1767225600068 implements MigrationInterface {
  readonly name = 'WhatAPromiseIsAbout1767225600068'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table promise_to_pay add claims uuid[];
      comment on column promise_to_pay.claims is 'null: all that the debtor owes'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table promise_to_pay drop claims')
  }
}
