import { Column, CreateDateColumn, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { ProfileEntity } from './profile.entity';

/** That a profile became the active one. The latest that has not been taken back is. */
@Entity('profile_activation')
export class ProfileActivationEntity {
  @PrimaryGeneratedColumn('identity', { primaryKeyConstraintName: 'profile_activation_pkey' })
  id!: number;

  @Column('int', { name: 'profile_id' })
  profileId!: number;

  @ManyToOne(() => ProfileEntity, { nullable: false })
  @JoinColumn({ name: 'profile_id', foreignKeyConstraintName: 'profile_activation_profile_fkey' })
  profile!: ProfileEntity;

  @CreateDateColumn({ type: 'timestamptz', name: 'activated_at' })
  activatedAt!: Date;

  @Column('timestamptz', { name: 'taken_back_at', nullable: true })
  takenBackAt!: Date | null;
}
