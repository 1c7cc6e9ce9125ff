import type { Activating } from './activation';
import type { Profile } from './figures';
import type { Previewed } from './preview';
import type { ProfileActs } from './use-profile-acts';

/** There for whoever may act. */
export interface Tools {
  active: Profile;
  acts: ProfileActs;
  preview(previewed: Previewed): void;
  activate(activating: Activating): void;
}
