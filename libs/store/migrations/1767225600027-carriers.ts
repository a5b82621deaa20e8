/** A receipt that comes without our id is found by the carrier's. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Carriers1767225600027 implements MigrationInterface {
  readonly name = 'Carriers1767225600027'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index hand_over_reference on hand_over (carrier_reference) where carrier_reference is not null')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index hand_over_reference')
  }
}
