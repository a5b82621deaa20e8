/** An immutable version of a policy, strategy, template, calendar, import mapping or table of rates (rule 18). */
import { Column, Entity, PrimaryColumn } from 'typeorm'

export type ConfigurationKind = 'policy' | 'strategy' | 'template' | 'calendar' | 'import-mapping' | 'rates' | 'reply-words'

@Entity('configuration_version')
export class ConfigurationVersion {
  @PrimaryColumn('uuid') readonly id!: string
  @Column('uuid', { name: 'creditor_id', nullable: true }) readonly creditorId!: string | null
  @Column('text') readonly kind!: ConfigurationKind
  @Column('text') readonly name!: string
  @Column('int') readonly version!: number
  @Column('text') readonly hash!: string
  @Column('text') readonly origin!: 'file' | 'editor'
  @Column('jsonb') readonly definition!: unknown
  @Column('timestamptz', { name: 'created_at' }) readonly createdAt!: Date
  @Column('timestamptz', { name: 'published_at', nullable: true }) readonly publishedAt!: Date | null
}
