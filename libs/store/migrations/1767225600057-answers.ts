/** Answers: since when somebody is answering, and of an answer in approved words, the message as it was shown to whoever chose it. */
import type { MigrationInterface, QueryRunner } from 'typeorm'

export class Answers1767225600057 implements MigrationInterface {
  readonly name = 'Answers1767225600057'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table conversation add lock_since timestamptz;
      comment on column conversation.lock_since is 'database clock (rule 16)';
      alter table agent_answer add message jsonb;
      comment on column agent_answer.message is 'of an answer in the words of a template: what leaves; null: free words'`)
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table agent_answer drop message; alter table conversation drop lock_since')
  }
}
