/** Letter batches from assembled to posted: who checked and released them, which letters they hold, and what the print house said of each. */
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { protect } from './tenant-table'

/** A batch that is on its way goes on with its letters. */
const LETTERS_SO_FAR = `
  alter table contact_attempt no force row level security;
  alter table hand_over no force row level security;
  insert into batch_letter (creditor_id, batch_id, attempt_id, hand_over_id)
    select a.creditor_id, a.batch_id, a.id, h.id from contact_attempt a
    join lateral (select h.id from hand_over h where h.creditor_id = a.creditor_id and h.attempt_id = a.id and h.channel = 'letter' order by h.number desc limit 1) h on true
    where a.batch_id is not null;
  alter table contact_attempt force row level security;
  alter table hand_over force row level security;
`

export class LetterBatches1767225600029 implements MigrationInterface {
  readonly name = 'LetterBatches1767225600029'

  async up(runner: QueryRunner): Promise<void> {
    // The owner of a table that forces row-level security sees none of its rows.
    await runner.query(`
      alter table letter_batch no force row level security;
      alter table letter_batch drop constraint letter_batch_state_check, alter state drop default;
      update letter_batch set state = case state when 'exporting' then 'released' else 'exported' end;
      alter table letter_batch add constraint letter_batch_state_check check (state in ('assembled', 'checked', 'released', 'exported', 'posted')),
        add assembled_by text not null default 'tijdig', add checked_by text, add released_by text, add released_at timestamptz,
        add layout jsonb, add reprint boolean not null default false, add closes_at timestamptz, add alarm_at timestamptz, add downloads int not null default 0;
      alter table letter_batch force row level security;
      comment on column letter_batch.layout is 'as the letters were laid out at release: made again, the batch is the same bytes';
      comment on column letter_batch.closes_at is 'by then every letter is posted, rejected or withdrawn; null once that was seen, or missed and told';
      drop index letter_batch_exporting;
      create index letter_batch_released on letter_batch (due_at) where state = 'released';
      create index letter_batch_closing on letter_batch (closes_at) where state = 'exported' and closes_at is not null;
      create index letter_batch_open on letter_batch (creditor_id, posting_day) where state in ('assembled', 'checked');

      create table batch_letter (
        creditor_id uuid not null,
        batch_id uuid not null,
        attempt_id uuid not null,
        hand_over_id uuid,
        sequence int,
        pages int,
        problem text,
        taken_out jsonb,
        taken_out_by text,
        print_event text check (print_event in ('received', 'rejected', 'printed', 'posted', 'delivered', 'returned', 'destroyed')),
        posted_on date,
        barcode text,
        primary key (creditor_id, batch_id, attempt_id),
        foreign key (creditor_id, batch_id) references letter_batch,
        foreign key (creditor_id, attempt_id) references contact_attempt
      );
      create index batch_letter_attempt on batch_letter (creditor_id, attempt_id);
      comment on column batch_letter.taken_out is 'why it does not leave with this batch';
    `)
    await runner.query(LETTERS_SO_FAR)
    await protect(runner, 'batch_letter')
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table batch_letter;
      alter table letter_batch no force row level security;
      drop index letter_batch_released, letter_batch_closing, letter_batch_open;
      alter table letter_batch drop constraint letter_batch_state_check;
      update letter_batch set state = case when state = 'released' then 'exporting' else 'confirmed' end;
      alter table letter_batch add constraint letter_batch_state_check check (state in ('exporting', 'confirmed')), alter state set default 'exporting',
        drop assembled_by, drop checked_by, drop released_by, drop released_at, drop layout, drop reprint, drop closes_at, drop alarm_at, drop downloads;
      alter table letter_batch force row level security;
      create index letter_batch_exporting on letter_batch (due_at) where state = 'exporting';
    `)
  }
}
